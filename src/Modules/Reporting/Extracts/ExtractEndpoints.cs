using System.Globalization;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Extracts;

/// <summary>Выписки для семей (D-19.4, Z-14.4): classes, one class with its register of issue, the prints.</summary>
internal static class ExtractEndpoints
{
    public const string Address = PrintAddresses.Center + "/extracts";

    private const string Kind = "extracts";
    private const string One = Address + "/{class}";
    private const string Scope = "class/{class}";

    public static string Of(ClassId schoolClass, TermId? term = null) => $"{Address}/{schoolClass}{(term is { } t ? "?term=" + t : "")}";

    public static string Draft(ClassId schoolClass, TermId term, PupilId pupil) => $"{Address}/{schoolClass}/draft/{pupil}?term={term}";

    public static string Issued(ClassId schoolClass, int from, int to, bool pdf = false) =>
        string.Create(CultureInfo.InvariantCulture, $"{Address}/{schoolClass}/issued{(pdf ? "/pdf" : "")}?from={from}&to={to}");

    public static IEndpointRouteBuilder MapExtracts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).Needs(Permission.IssueExtracts).ShowsNoPersonalData().WithSummary("Выписки: классы");
        routes.MapGet(One, Show).Needs(Permission.IssueExtracts, Scope).Reads(Kind, Purpose.Teaching, Scope).WithSummary("Выписки класса");
        routes.MapPost(One, Act).Needs(Permission.IssueExtracts, Scope).Reads(Kind, Purpose.Teaching, Scope).WithSummary("Выписки класса: выдать, записать получение");
        routes.MapGet(One + "/draft/{pupil}", ShowDraft).Needs(Permission.IssueExtracts, Scope).Reads(Kind, Purpose.Teaching, "pupil/{pupil}").WithSummary("Выписка до выдачи");
        routes.MapGet(One + "/issued", ShowIssued).Needs(Permission.IssueExtracts, Scope).Reads(Kind, Purpose.Teaching, Scope).WithSummary("Выданные выписки");
        routes.MapGet(One + "/issued/pdf", IssuedPdf).Needs(Permission.IssueExtracts, Scope).Reads(Kind, Purpose.Teaching, Scope).WithSummary("Выданные выписки, PDF/A");
        return routes;
    }

    private static async Task<IResult> List(HttpContext http, ExtractDesk desk, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<ExtractsPage>(http, ExtractWords.All["title"], new() { [nameof(ExtractsPage.Classes)] = await desk.Classes(http.Actor()!, cancel) });

    private static Task<IResult> Show(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, [FromQuery] string? term, [FromQuery] int? from, [FromQuery] int? to, ExtractDesk desk, PageFrame frame, CancellationToken cancel) =>
        Draw(http, schoolClass, term, desk, frame, from is { } f && to is { } t ? (f, t) : null, null, null, cancel);

    private static async Task<IResult> Draw(
        HttpContext http, string schoolClass, string? term, ExtractDesk desk, PageFrame frame, (int, int)? made, IFormCollection? typed, string? refusal, CancellationToken cancel)
    {
        if (!Id.IsValid(schoolClass) || (!string.IsNullOrEmpty(term) && !Id.IsValid(term))
            || await desk.Of(http.Actor()!, new ClassId(schoolClass), string.IsNullOrEmpty(term) ? null : new TermId(term), cancel) is not { } view) return await frame.NotFound(http);
        return await frame.Show<ExtractClassPage>(http, ExtractWords.All.With("of", view.Name), new()
        {
            [nameof(ExtractClassPage.View)] = view,
            [nameof(ExtractClassPage.Made)] = made,
            [nameof(ExtractClassPage.Typed)] = typed,
            [nameof(ExtractClassPage.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Act(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, [FromForm] IFormCollection form, ExtractDesk extracts, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var (term, actor) = (form["term"].ToString(), http.Actor()!);
        if (!Id.IsValid(schoolClass) || !ExtractDesk.MayIssue(actor, new ClassId(schoolClass))) return await frame.NotFound(http);
        // A form without its period is not another page: the class is shown with what was typed.
        if (!Id.IsValid(term)) return await Draw(http, schoolClass, null, extracts, frame, null, form, new Refusal(Refusals.ExtractTermIsUnknown, []).Text(), cancel);
        var (of, period) = (new ClassId(schoolClass), new TermId(term));
        if (!Guid.TryParse(form["form"], out var id)) id = Guid.NewGuid();
        var outcome = form["do"] == "confirm"
            ? await Confirm(id, of, form, desk, actor, cancel)
            : await Issue(id, of, period, form, extracts, desk, actor, cancel);
        if (outcome is null) return await frame.NotFound(http);
        if (outcome.Refusal is { } refusal) return await Draw(http, schoolClass, term, extracts, frame, null, form, refusal.Text(), cancel);
        if (form["do"] == "confirm") return TypedResults.LocalRedirect(Of(of, period) + "#issued");
        var (first, last) = await extracts.Newest(actor.School, of, period, Pupils(form), cancel);
        return TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Of(of, period)}&from={first}&to={last}"));
    }

    private static async Task<Outcome?> Issue(Guid id, ClassId of, TermId period, IFormCollection form, ExtractDesk extracts, Desk desk, Actor actor, CancellationToken cancel)
    {
        return await extracts.Wishes(actor, of, period, Pupils(form), cancel) is { } wishes ? await desk.Send(new IssueExtracts(id, of, period, wishes), actor, cancel) : null;
    }

    private static List<PupilId> Pupils(IFormCollection form) => [.. form["pupil"].Where(Id.IsValid).Select(p => new PupilId(p!)).Distinct()];

    private static async Task<Outcome?> Confirm(Guid id, ClassId of, IFormCollection form, Desk desk, Actor actor, CancellationToken cancel)
    {
        var on = Reading.ReportQuery.Day(form["on"]) ?? default;
        var receipts = form.Where(f => f.Key.StartsWith("by.", StringComparison.Ordinal) && f.Value.ToString().Length > 0)
            .Select(f => (Number: int.TryParse(f.Key[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, By: f.Value.ToString()))
            .Select(f => new ExtractReceipt(f.Number, f.By != ExtractClassPage.ByPupil && Id.IsValid(f.By) ? new GuardianId(f.By) : null));
        return await desk.Send(new ConfirmExtracts(id, of, [.. receipts], on), actor, cancel);
    }

    private static async Task<IResult> ShowDraft(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, string pupil, [FromQuery] string? term, ExtractDesk desk, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(schoolClass) && Id.IsValid(pupil) && Id.IsValid(term) && await desk.Draft(http.Actor()!, new ClassId(schoolClass), new TermId(term), new PupilId(pupil), cancel) is { } print
            ? await FormAnswers.Page(http, frame, print, print.Title, null, Of(new ClassId(schoolClass), new TermId(term!)), ExtractWords.All["title"]) : await frame.NotFound(http);

    private static async Task<IResult> ShowIssued(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, [FromQuery] int? from, [FromQuery] int? to, ExtractDesk desk, PageFrame frame, CancellationToken cancel) =>
        await Print(http, schoolClass, from, to, desk, cancel) is { } print
            ? await FormAnswers.Page(http, frame, print, print.Title, Issued(new ClassId(schoolClass), from!.Value, to!.Value, pdf: true), Of(new ClassId(schoolClass)), ExtractWords.All["title"]) : await frame.NotFound(http);

    private static async Task<IResult> IssuedPdf(
        HttpContext http, [FromRoute(Name = "class")] string schoolClass, [FromQuery] int? from, [FromQuery] int? to, ExtractDesk desk, PageFrame frame, CancellationToken cancel) =>
        await Print(http, schoolClass, from, to, desk, cancel) is { } print ? await FormAnswers.Pdf(http, print, $"extracts-{schoolClass}-{from}-{to}") : await frame.NotFound(http);

    private static async Task<FormPrint?> Print(HttpContext http, string schoolClass, int? from, int? to, ExtractDesk desk, CancellationToken cancel) =>
        Id.IsValid(schoolClass) && from is { } first && to is { } last ? await desk.Issued(http.Actor()!, new ClassId(schoolClass), first, last, cancel) : null;
}
