using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Reporting.Printing;

/// <summary>A print as the answer to a request: a page to look at, or a file; by the school's own template where it has one.</summary>
internal static class FormAnswers
{
    /// <param name="title">In the reader's language; the form itself stays Russian.</param>
    /// <param name="pdf">Address of the file; null: this is not to be given out as one.</param>
    /// <param name="back">The page the form was asked for on; null: the print centre.</param>
    public static async Task<IResult> Page(HttpContext http, PageFrame frame, FormPrint print, string title, string? pdf, string? back = null, string? backName = null)
    {
        var own = await Own(http, print);
        return await Fitting(http, own, () => frame.Show<PreviewPage>(http, title, new()
        {
            [nameof(PreviewPage.Title)] = title,
            [nameof(PreviewPage.Html)] = FormPrinter.ToHtml(own),
            [nameof(PreviewPage.Pdf)] = pdf,
            [nameof(PreviewPage.Back)] = back,
            [nameof(PreviewPage.BackName)] = backName,
        }));
    }

    public static async Task<IResult> Pdf(HttpContext http, FormPrint print, string name)
    {
        var own = await Own(http, print);
        return await Fitting(http, own, () => Task.FromResult<IResult>(TypedResults.File(FormPrinter.ToPdf(own).Bytes, "application/pdf", name + ".pdf")));
    }

    private static Task<FormPrint> Own(HttpContext http, FormPrint print) =>
        http.RequestServices.GetRequiredService<TemplatesInForce>().Of(http.Actor()!.School, print, http.RequestAborted);

    /// <summary>A school's template that was good for the sample may still not go with the data: then it is named, and not the program's fault.</summary>
    private static async Task<IResult> Fitting(HttpContext http, FormPrint print, Func<Task<IResult>> show)
    {
        try
        {
            return await show();
        }
        catch (FormFaultException fault) when (print.Parts.Any(p => p.Template.Name == fault.Template && p.Template != SchoolForm.Find(fault.Template)?.Own))
        {
            return await http.RequestServices.GetRequiredService<PageFrame>().Show<UnfitPage>(http, TemplateEndpoints.Words["unfit"], new()
            {
                [nameof(UnfitPage.Fault)] = fault,
                [nameof(UnfitPage.MayMend)] = http.Actor()!.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool),
            }, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
