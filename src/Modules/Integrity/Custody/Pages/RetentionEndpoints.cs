using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Integrity.Custody.Rules;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Custody.Pages;

/// <summary>Сроки хранения: until when, what stands against destroying, the acts; and the school's own order of keeping.</summary>
internal static class RetentionEndpoints
{
    private const string One = CustodyEndpoints.Retention + "/{year}";

    public static string Of(string year) => $"{CustodyEndpoints.Retention}/{year}";

    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CustodyEndpoints.Retention, (HttpContext http, CustodyWatch watch, PageFrame frame, CancellationToken cancel) => Draw(http, null, watch, frame, cancel))
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Сроки хранения архива");
        routes.MapPost(CustodyEndpoints.Retention + "/rules", SetRules).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Порядок хранения архива: утвердить");
        routes.MapGet(One, (HttpContext http, string year, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel) => Show(http, year, null, watch, files, frame, cancel))
            .Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Хранение архива года");
        routes.MapPost(One + "/holds", Hold).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Хранение архива года: запретить уничтожение");
        routes.MapPost(One + "/holds/{hold:guid}/lift", Lift).Needs(Permission.MakeArchive).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Хранение архива года: снять запрет");
        routes.MapPost(One + "/acts", Destroy).Needs(Permission.EraseCard).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Хранение архива года: записать акт об уничтожении");
        routes.MapGet(One + "/acts/{paper:guid}", Paper).Needs(Permission.ReadSchool).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Акт об уничтожении архива");
        routes.MapPost(One + "/acts/{paper:guid}/files", RemoveFiles).Needs(Permission.EraseCard).Reads(CustodyEndpoints.Kind, Purpose.Register).WithSummary("Акт об уничтожении архива: удалить оставшиеся файлы");
        return routes;
    }

    private static async Task<IResult> Draw(HttpContext http, Typed? typed, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        return await frame.Show<RetentionPage>(http, CustodyEndpoints.Words["retention"], new()
        {
            [nameof(RetentionPage.Facts)] = facts,
            [nameof(RetentionPage.Lacks)] = watch.Of(facts, actor.School),
            [nameof(RetentionPage.MayKeep)] = CustodyEndpoints.MayKeep(actor),
            [nameof(RetentionPage.Typed)] = typed,
        }, CustodyEndpoints.Status(typed));
    }

    private static async Task<IResult> SetRules(HttpContext http, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, PageFrame frame, CancellationToken cancel)
    {
        var outcome = await desk.Send(new SetCustodyRules(form.Command(), form.Day("from"), form.Number("copies"), form.Number("months"), form.Text("act")), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, Typed.Of("rules", form, refusal), watch, frame, cancel) : TypedResults.LocalRedirect(CustodyEndpoints.Retention);
    }

    private static async Task<IResult> Show(HttpContext http, string year, Typed? typed, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        if (facts.YearOf(year) is not { } found) return await frame.NotFound(http);
        return await frame.Show<YearPage>(http, CustodyEndpoints.Words.With("retention.year", year), new()
        {
            [nameof(YearPage.Facts)] = facts,
            [nameof(YearPage.Year)] = found,
            [nameof(YearPage.Left)] = (facts.CustodyOf(year)?.Acts ?? []).Where(act => act.Kinds.Any(kind => files.Of(actor.School, year, kind).Count > 0)).ToList(),
            [nameof(YearPage.MayKeep)] = CustodyEndpoints.MayKeep(actor),
            [nameof(YearPage.MayDestroy)] = CustodyEndpoints.MayDestroy(actor),
            [nameof(YearPage.Typed)] = typed,
        }, CustodyEndpoints.Status(typed));
    }

    private static async Task<IResult> Hold(
        HttpContext http, string year, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel) =>
        await Answer(
            http, year, "hold", form, await desk.Send(new PlaceHold(form.Command(), year, form.All("kind"), form.Text("reason"), form.Text("basis"), form.Day("on")), http.Actor()!, cancel),
            watch, files, frame, cancel);

    private static async Task<IResult> Lift(
        HttpContext http, string year, Guid hold, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel) =>
        await Answer(
            http, year, $"lift-{hold}", form, await desk.Send(new LiftHold(form.Command(), year, hold, form.Text("basis"), form.Day("on")), http.Actor()!, cancel), watch, files, frame, cancel);

    private static async Task<IResult> Destroy(
        HttpContext http, string year, [FromForm] IFormCollection form, Desk desk, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel)
    {
        var id = form.Command();
        var outcome = await desk.Send(
            new DestroyArchive(id, year, form.Text("number"), form.Day("on"), form.All("kind"), form.Text("basis"), form.All("member"), form["sure"] == "true"), http.Actor()!, cancel);
        // What the act says about the server is done at once; what a failure leaves is named on the page, which can do it again.
        if (outcome.IsAccepted && (await watch.Facts(http.Actor()!.School, cancel)).CustodyOf(year)?.Acts.FirstOrDefault(a => a.Act == id) is { } act) files.Remove(http.Actor()!.School, act);
        return await Answer(http, year, "destroy", form, outcome, watch, files, frame, cancel);
    }

    private static async Task<IResult> RemoveFiles(HttpContext http, string year, Guid paper, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if ((await watch.Facts(actor.School, cancel)).CustodyOf(year)?.Acts.FirstOrDefault(a => a.Act == paper) is not { } act) return await frame.NotFound(http);
        if (!actor.ReadOnly) files.Remove(actor.School, act);
        return TypedResults.LocalRedirect(Of(year));
    }

    private static async Task<IResult> Answer(
        HttpContext http, string year, string which, IFormCollection form, Outcome outcome, CustodyWatch watch, ArchiveFiles files, PageFrame frame, CancellationToken cancel) =>
        outcome.Refusal is { } refusal ? await Show(http, year, Typed.Of(which, form, refusal), watch, files, frame, cancel) : TypedResults.LocalRedirect(Of(year));

    /// <summary>Акт as it is printed and signed.</summary>
    private static async Task<IResult> Paper(HttpContext http, string year, Guid paper, CustodyWatch watch, IArchiveContent content, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!CustodyEndpoints.MayRead(actor)) return await frame.NotFound(http);
        var facts = await watch.Facts(actor.School, cancel);
        if (facts.CustodyOf(year)?.Acts.FirstOrDefault(a => a.Act == paper) is not { } act) return await frame.NotFound(http);
        return await frame.Show<ActPage>(http, CustodyEndpoints.Words["act.title"], new()
        {
            [nameof(ActPage.School)] = await content.NameOf(actor.School, cancel),
            [nameof(ActPage.Facts)] = facts,
            [nameof(ActPage.Act)] = act,
        });
    }
}
