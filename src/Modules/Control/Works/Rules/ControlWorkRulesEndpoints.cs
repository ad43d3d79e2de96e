using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Works.Rules;

/// <summary>Ограничения графика: whoever works at the school reads them, the deputy head approves the next version.</summary>
internal static class ControlWorkRulesEndpoints
{
    public const string Address = "/control/works/rules";

    public static IEndpointRouteBuilder MapControlWorkRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (HttpContext http, IDocumentStore store, PageFrame frame, TimeProvider clock, CancellationToken cancel) =>
            Draw(http, store, frame, clock, null, null, cancel)).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Ограничения графика контрольных работ");
        routes.MapPost(Address, Approve).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Ограничения графика контрольных работ: утвердить");
        return routes;
    }

    private static async Task<IResult> Approve(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, TimeProvider clock, CancellationToken cancel)
    {
        var draft = ControlWorkRulesDraft.Read(form);
        if (ControlFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, clock, draft, WorkWords.All["no-day"], cancel);
        var outcome = await desk.Send(new SetControlWorkRules(Guid.NewGuid(), draft.Set(from)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, clock, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IDocumentStore store, PageFrame frame, TimeProvider clock, ControlWorkRulesDraft? typed, string? refusal, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var rules = await session.LoadAsync<ControlWorkRules>(ControlWorkStreams.Rules, cancel);
        var newest = rules?.Versions[^1];
        // The first rules hold from the first day of the year that runs.
        var first = newest is not null ? today.AddDays(1) : (await session.Query<YearCalendar>().ToListAsync(cancel)).Where(y => y.To >= today).MinBy(y => y.From)?.From ?? today;
        return await frame.Show<ControlWorkRulesPage>(http, WorkWords.All["rules.title"], new()
        {
            [nameof(ControlWorkRulesPage.Draft)] = typed ?? ControlWorkRulesDraft.Of(newest ?? ControlWorkRulesDraft.Usual(first, ""), ControlFrame.Iso(first)),
            [nameof(ControlWorkRulesPage.Versions)] = rules?.Versions ?? [],
            [nameof(ControlWorkRulesPage.Today)] = today,
            [nameof(ControlWorkRulesPage.MayEdit)] = actor.Grants.AllowSomewhere(Permission.SetUpSchool, today) && !actor.ReadOnly,
            [nameof(ControlWorkRulesPage.Refusal)] = refusal,
        }, ControlFrame.Status(refusal));
    }
}
