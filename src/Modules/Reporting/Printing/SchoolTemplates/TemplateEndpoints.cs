using System.Resources;
using System.Text;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Шаблоны форм: which are in force, see them, try one's own, take it, return to the program's.</summary>
internal static class TemplateEndpoints
{
    public const string Address = PrintAddresses.Center + "/templates";

    private const string Form = Address + "/{form}";

    /// <summary>More than any template has, so that one too long is told to be so, and not cut off by the form.</summary>
    private const int LongestText = 256 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Reporting.Printing.SchoolTemplates.TemplateTexts", typeof(TemplateEndpoints).Assembly));

    public static IEndpointRouteBuilder MapTemplates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблоны форм");
        routes.MapGet(Form, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы");
        routes.MapGet(Form + "/text", Text).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы: скачать");
        routes.MapGet(Form + "/sample", Sample).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы: образец, PDF/A");
        routes.MapPost(Form + "/preview", Preview).WithFormOptions(valueLengthLimit: LongestText).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы: посмотреть свой");
        routes.MapPost(Form, Replace).WithFormOptions(valueLengthLimit: LongestText).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы: заменить своим");
        routes.MapPost(Form + "/return", Return).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Шаблон формы: вернуть шаблон программы");
        return routes;
    }

    public static string Of(string form, string what = "") => $"{Address}/{form}{what}";

    public static string Title(string form) => Words["form." + form];

    private static async Task<IResult> List(HttpContext http, IDocumentStore store, AccountNames accounts, PageFrame frame, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        await using var session = store.QuerySession(school.Value);
        var standing = (await session.LoadManyAsync<SchoolTemplate>(cancel, [.. SchoolForm.All.Select(f => TemplateStreams.Of(f.Name))])).ToDictionary(t => t.Form);
        var names = await accounts(school, standing.Values.Select(t => t.By).OfType<AccountId>().ToHashSet(), cancel);
        return await frame.Show<TemplatesPage>(http, Words["title"], new()
        {
            [nameof(TemplatesPage.Standing)] = standing,
            [nameof(TemplatesPage.Names)] = names,
        });
    }

    private static async Task<IResult> Show(HttpContext http, string form, TemplateDesk desk, PageFrame frame, CancellationToken cancel) =>
        SchoolForm.Find(form) is { } found ? await desk.Draw(http, found, new(), cancel) : await frame.NotFound(http);

    private static async Task<IResult> Text(HttpContext http, string form, [FromQuery] bool? own, TemplateDesk desk, PageFrame frame, CancellationToken cancel)
    {
        if (SchoolForm.Find(form) is not { } found) return await frame.NotFound(http);
        var text = own == true ? found.Own.Text : (await desk.Standing(http, found, cancel))?.Text ?? found.Own.Text;
        return TypedResults.File(Utf8.GetBytes(text), "text/plain; charset=utf-8", found.Name + ".html");
    }

    private static async Task<IResult> Sample(HttpContext http, string form, TemplateDesk desk, PageFrame frame, CancellationToken cancel)
    {
        if (SchoolForm.Find(form) is not { } found) return await frame.NotFound(http);
        var text = (await desk.Standing(http, found, cancel))?.Text;
        var template = text is null ? found.Own : found.Read(text, out _);
        // What the engine does not understand any more is told on the form's page.
        return template is null ? TypedResults.LocalRedirect(Of(form)) : TypedResults.File(FormPrinter.ToPdf(found.Sample(template, Title(form))).Bytes, "application/pdf", $"sample-{form}.pdf");
    }

    private static async Task<IResult> Preview(HttpContext http, string form, [FromForm] IFormCollection posted, TemplateDesk desk, PageFrame frame, CancellationToken cancel)
    {
        if (SchoolForm.Find(form) is not { } found) return await frame.NotFound(http);
        var (text, fault) = await Written(posted, cancel);
        return await desk.Draw(http, found, new() { Text = text, Seen = posted["seen"], Refusal = fault, IsTried = true }, cancel);
    }

    private static async Task<IResult> Replace(
        HttpContext http, string form, [FromForm] IFormCollection posted, Desk desk, TemplateDesk templates, PageFrame frame, CancellationToken cancel)
    {
        if (SchoolForm.Find(form) is not { } found) return await frame.NotFound(http);
        var (text, fault) = await Written(posted, cancel);
        if (fault is null && found.Read(text, out _) is not null)
        {
            var outcome = await desk.Send(new ReplaceTemplate(Guid.NewGuid(), form, text, posted["seen"].ToString()), http.Actor()!, cancel);
            if (outcome.Refusal is not { } refusal) return TypedResults.LocalRedirect(Of(form));
            // Having been told of it once, the person may insist: the page that comes back has seen what stands now.
            return await templates.Draw(http, found, new() { Text = text, Refusal = refusal.Text(), IsTried = true }, cancel);
        }
        return await templates.Draw(http, found, new() { Text = text, Seen = posted["seen"], Refusal = fault, IsTried = true }, cancel);
    }

    private static async Task<IResult> Return(HttpContext http, string form, [FromForm] IFormCollection posted, Desk desk, TemplateDesk templates, PageFrame frame, CancellationToken cancel)
    {
        if (SchoolForm.Find(form) is not { } found) return await frame.NotFound(http);
        var outcome = await desk.Send(new ReturnTemplate(Guid.TryParse(posted["id"], out var id) ? id : Guid.NewGuid(), form), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await templates.Draw(http, found, new() { Refusal = refusal.Text() }, cancel) : TypedResults.LocalRedirect(Of(form));
    }

    /// <summary>The file where one was brought, else what stands in the field.</summary>
    private static async Task<(string Text, string? Fault)> Written(IFormCollection posted, CancellationToken cancel)
    {
        var typed = posted["text"].ToString().ReplaceLineEndings("\n");
        if (posted.Files["file"] is not { Length: > 0 } file) return (typed, null);
        if (file.Length > LongestText) return (typed, Words.With("file.long", FormTemplate.MostBytes / 1024));
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        try
        {
            return (Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF').ReplaceLineEndings("\n"), null);
        }
        catch (DecoderFallbackException)
        {
            return (typed, Words["file.encoding"]);
        }
    }
}
