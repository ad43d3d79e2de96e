using ElJournal.Forms.Layout;
using ElJournal.Forms.Markup;
using ElJournal.Forms.Pdf;

namespace ElJournal.Forms;

/// <summary>Печать: one template, two outputs. What the browser shows and what the archive keeps come from the same markup.</summary>
public static class FormPrinter
{
    /// <summary>So much UTF-8 goes into a wide QR code.</summary>
    public const int WideQrBytes = 1400;

    private static readonly Lazy<string> FormCss = new(() => ReadText("form.css"));

    /// <summary>The style sheet that <see cref="ToHtml"/>'s markup is shown and printed with.</summary>
    public static string Css => FormCss.Value;

    /// <summary>The print as HTML for a browser: an <c>article.form</c>, with no script and no style of its own, so that it stands on any page.</summary>
    /// <exception cref="FormFaultException">A template does not go with its data.</exception>
    public static string ToHtml(FormPrint print) => HtmlWriter.Write(Lay(print));

    /// <summary>The print as PDF/A-2u; the same print gives the same bytes.</summary>
    /// <exception cref="FormFaultException">A template does not go with its data.</exception>
    public static PrintedPdf ToPdf(FormPrint print)
    {
        var laid = Lay(print);
        return new(PdfDrawing.Draw(laid), laid.Counters.Pages, laid.Counters.Sheets);
    }

    /// <summary>The plain data of each sheet section by section, in the order of the print: cells of a row by tabs, rows by line feeds. Its SHA-256 stands in the sheet's footer.</summary>
    public static IReadOnlyList<string> SheetData(FormPrint print) => [.. Lay(print).Sections.Select(s => s.Data)];

    internal static LaidPrint Lay(FormPrint print) => LaidPrint.Of(print);

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(typeof(FormPrinter).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
