using System.Globalization;
using ElJournal.Forms.Markup;

namespace ElJournal.Forms.Layout;

/// <summary>A page with its header, body and footer put where they stand.</summary>
internal static class SheetFrame
{
    private static readonly Look Small = new(false, 6.5f, true);

    private static readonly Look Counter = new(false, 7.5f, false);

    public static Sheet Of(LaidPrint print, Page page)
    {
        var section = page.Section;
        var sheet = new Sheet(section.Width, section.Height);
        var left = print.Print.Bound && page.Number % 2 == 0 ? Section.Outer : Section.Binding;
        var y = Section.Top;
        if (!page.IsEmpty)
        {
            foreach (var strip in section.Header(print.Counters with { Page = page.Number }))
            {
                strip.Draw(sheet, left, y + strip.Above);
                y += strip.Above + strip.Height;
            }
            foreach (var (strip, at) in page.Strips) strip.Draw(sheet, left, y + at);
        }
        Footer(sheet, print, page, left);
        return sheet;
    }

    /// <summary>Origin, size and root of the log, hash of the sheet's data: what the print is checked by.</summary>
    public static string Mark(FormPrint print, Section section)
    {
        var data = section.DataHash[..8];
        return print.Seal is { } seal ? string.Create(CultureInfo.InvariantCulture, $"{seal.Origin} · {seal.Size}:{seal.Root[..Math.Min(16, seal.Root.Length)]} · {data}") : data;
    }

    /// <summary>«Лист 3 из 12»; with both sides printed, the side as well.</summary>
    public static string Number(LaidPrint print, int page)
    {
        var sheet = print.Print.Bound ? (page + 1) / 2 : page;
        var side = print.Print.Bound ? string.Create(CultureInfo.InvariantCulture, $", стр. {page}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Лист {sheet} из {print.Counters.Sheets}{side}");
    }

    private static void Footer(Sheet sheet, LaidPrint print, Page page, float left)
    {
        var width = page.Section.BodyWidth;
        var y = sheet.Height - Section.Foot + (4 * Subset.PointsPerMillimetre);
        var number = One(Number(print, page.Number), Counter);
        sheet.Line(number, left, y - (Counter.Baseline - Small.Baseline), Side.Right, width);
        if (page.IsEmpty) return;
        foreach (var line in Lines.Break([new(Mark(print.Print, page.Section), Small, Gap.None)], width - number.Width - 12, Small))
        {
            sheet.Line(line, left, y, Side.Left, width);
            y += line.Height;
        }
    }

    private static Line One(string text, Look look) => new([new(text, look, 0)], look.Width(text), look.LineHeight, look.Baseline);
}
