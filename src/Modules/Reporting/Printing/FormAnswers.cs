using ElJournal.Forms;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Reporting.Printing;

/// <summary>A print as the answer to a request: a page to look at, or a file.</summary>
internal static class FormAnswers
{
    /// <param name="title">In the reader's language; the form itself stays Russian.</param>
    /// <param name="back">The page the form was asked for on.</param>
    public static Task<IResult> Page(HttpContext http, PageFrame frame, FormPrint print, string title, string pdf, string back, string backName) =>
        frame.Show<PreviewPage>(http, title, new()
        {
            [nameof(PreviewPage.Print)] = print,
            [nameof(PreviewPage.Pdf)] = pdf,
            [nameof(PreviewPage.Title)] = title,
            [nameof(PreviewPage.Back)] = back,
            [nameof(PreviewPage.BackName)] = backName,
        });

    public static IResult Pdf(FormPrint print, string name) => TypedResults.File(FormPrinter.ToPdf(print).Bytes, "application/pdf", name + ".pdf");
}
