using System.Globalization;
using System.Net;
using System.Text;
using ElJournal.Forms.Layout;

namespace ElJournal.Forms.Markup;

/// <summary>Writes a laid print as HTML: the same markup, its counters filled in. Lengths go into attributes, which a strict content policy lets stand.</summary>
internal static class HtmlWriter
{
    public static string Write(LaidPrint print)
    {
        var html = new StringBuilder();
        html.Append("<article class=\"form\" lang=\"ru\">");
        foreach (var section in print.Sections)
        {
            var shape = section.Landscape ? "landscape" : "portrait";
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"{Own(shape)}\">");
            var counters = print.Counters with { Page = section.First };
            foreach (var child in section.Node.Children) Element(html, child, counters);
            html.Append("<footer><span>").Append(Text(SheetFrame.Mark(print.Print, section))).Append("</span><span>")
                .Append(Text(Numbers(print, section))).Append("</span></footer></section>");
        }
        return html.Append("</article>").ToString();
    }

    /// <summary>The page around a form has a grid, a line and a top of its own: the form's classes are told apart from them.</summary>
    private static string Own(string name) => "f-" + name;

    private static string Numbers(LaidPrint print, Section section)
    {
        var first = SheetFrame.Number(print, section.First);
        return section.Pages.Count == 1 ? first : first + " — " + SheetFrame.Number(print, section.First + section.Pages.Count - 1);
    }

    private static void Element(StringBuilder html, Node node, Counters counters)
    {
        if (node.IsText)
        {
            html.Append(Text(node.Text));
            return;
        }
        html.Append('<').Append(node.Name);
        if (node.Classes.Length > 0) html.Append(" class=\"").AppendJoin(' ', node.Classes.Select(Own)).Append('"');
        foreach (var (name, value) in node.Attributes) Attribute(html, node, name, value);
        html.Append('>');
        if (Subset.IsVoid(node.Name)) return;
        if (counters.Of(node) is { } number) html.Append(number);
        if (node.Is("qr")) Qr(html, QrPicture.Of(node));
        else
            foreach (var child in node.Children) Element(html, child, counters);
        html.Append("</").Append(node.Name).Append('>');
    }

    private static void Attribute(StringBuilder html, Node node, string name, string value)
    {
        // A paragraph has no height in HTML, and counters are filled in already.
        if (name is "for" || (name == "height" && node.Name == "p")) return;
        var shown = name is "width" or "height" ? Pixels(value) : value;
        html.Append(' ').Append(name).Append("=\"").Append(Text(shown)).Append('"');
    }

    private static string Pixels(string length) => Math.Round(Subset.Points(length) * 96 / 72).ToString(CultureInfo.InvariantCulture);

    private static void Qr(StringBuilder html, QrPicture picture)
    {
        var squares = picture.Squares();
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {squares.Count} {squares.Count}\" width=\"{picture.Pixels}\" height=\"{picture.Pixels}\" role=\"img\" aria-label=\"QR\"><path d=\"");
        foreach (var (y, row) in squares.Index())
            for (var x = 0; x < row.Count; x++)
                if (row[x]) html.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        html.Append("\"/></svg>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
