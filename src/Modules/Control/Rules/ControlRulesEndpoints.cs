using System.Resources;
using ElJournal.Control.Pages;
using ElJournal.Control.Reading;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Rules;

/// <summary>Сроки заполнения журнала: whoever works at the school reads them, the deputy head approves the next version.</summary>
internal static class ControlRulesEndpoints
{
    public const string Address = "/control/rules";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Control.Rules.ControlRulesTexts", typeof(ControlRulesEndpoints).Assembly));

    public static IEndpointRouteBuilder MapControlRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (HttpContext http, IDocumentStore store, PageFrame frame, ControlNames names, TimeProvider clock, CancellationToken cancel) =>
            Draw(http, store, frame, names, clock, null, null, cancel)).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Сроки заполнения журнала");
        routes.MapPost(Address, Approve).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Сроки заполнения журнала: утвердить");
        return routes;
    }

    private static async Task<IResult> Approve(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, ControlNames names, Desk desk, TimeProvider clock,
        CancellationToken cancel)
    {
        var draft = ControlRulesDraft.Read(form);
        if (ControlFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, names, clock, draft, Words["no-day"], cancel);
        var outcome = await desk.Send(new SetControlRules(Guid.NewGuid(), draft.Set(from)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, names, clock, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(
        HttpContext http, IDocumentStore store, PageFrame frame, ControlNames names, TimeProvider clock, ControlRulesDraft? typed, string? refusal, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var rules = await session.LoadAsync<ControlRules>(ControlStreams.Rules, cancel);
        var newest = rules?.Versions[^1];
        var first = newest is null ? await FirstDay(session, today, cancel) : today.AddDays(1);
        var works = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(today)?.WorkTypes ?? [];
        return await frame.Show<ControlRulesPage>(http, Words["title"], new()
        {
            [nameof(ControlRulesPage.Draft)] = typed ?? ControlRulesDraft.Of(newest ?? ControlRulesDraft.Usual(first, "", works), ControlFrame.Iso(first)),
            [nameof(ControlRulesPage.Versions)] = rules?.Versions ?? [],
            [nameof(ControlRulesPage.Approvals)] = await Approvals(session, names, cancel),
            [nameof(ControlRulesPage.Today)] = today,
            [nameof(ControlRulesPage.WorkTypes)] = works,
            [nameof(ControlRulesPage.MayEdit)] = actor.Grants.AllowSomewhere(Permission.SetUpSchool, today),
            [nameof(ControlRulesPage.SeesChanges)] = actor.Grants.AllowEver(Permission.ReadChanges, Grant.WholeSchool),
            [nameof(ControlRulesPage.Refusal)] = refusal,
        }, ControlFrame.Status(refusal));
    }

    /// <summary>Who approved what and when, the latest first: what was replaced before it came into force as well.</summary>
    private static async Task<IReadOnlyList<RulesApproval>> Approvals(IQuerySession session, ControlNames names, CancellationToken cancel)
    {
        var events = await session.Events.FetchStreamAsync(ControlStreams.Rules, token: cancel);
        var people = await names.Accounts(session, events.Select(e => e.UserName).OfType<string>().Distinct(), cancel);
        return [.. events.Where(e => e.Data is ControlRulesSet).Reverse()
            .Select(e => new RulesApproval((ControlRulesSet)e.Data, e.Timestamp, people.GetValueOrDefault(e.UserName ?? "", "—")))];
    }

    /// <summary>The first rules hold from the first day of the year that runs.</summary>
    private static async Task<DateOnly> FirstDay(IQuerySession session, DateOnly today, CancellationToken cancel)
    {
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        return years.Where(y => y.To >= today).MinBy(y => y.From)?.From ?? today;
    }
}

/// <summary>Утверждение сроков: what, when and by whom.</summary>
public sealed record RulesApproval(ControlRulesSet Rules, DateTimeOffset At, string By);
