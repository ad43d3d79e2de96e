using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Системы оценивания (D-22.10, Z-16.10) and the journal's rules of entry (D-4, D-13): dated sets, each on its local act.</summary>
internal static class GradingEndpoints
{
    public const string Address = "/school/grading";
    public const string Journal = Address + "/journal";
    public const string Terms = Address + "/terms";
    public const string Marking = Journal + "/marking";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.GradingTexts", typeof(GradingEndpoints).Assembly));

    public static IEndpointRouteBuilder MapGrading(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Системы оценивания");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Системы оценивания: утвердить");
        routes.MapGet(Journal, ShowJournal).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Правила записей в журнале");
        routes.MapPost(Journal, SaveJournal).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Правила записей в журнале: утвердить");
        routes.MapGet(Terms, ShowTerms).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Правила отметок за период и год");
        routes.MapPost(Terms, SaveTerms).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Правила отметок за период и год: утвердить");
        routes.MapPost(Marking, SaveMarking).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Порядок выставления отметок: утвердить");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => Draw(http, store, frame, null, null, cancel);

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = GradingDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, draft, Words["no-day"], cancel);
        if (draft.Set(from, out var unread) is not { } set) return await Draw(http, store, frame, draft, Words.With("unread", unread), cancel);
        var outcome = await desk.Send(new SetGrading(Guid.NewGuid(), set), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(HttpContext http, IDocumentStore store, PageFrame frame, GradingDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var all = await session.LoadAsync<GradingRules>(Streams.Grading, cancel);
        // What is laid down for a day to come is shown too: the next change is made to it.
        var standing = all?.Versions.LastOrDefault();
        var works = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.Versions.LastOrDefault()?.WorkTypes ?? [];
        var from = PlanFrame.Iso(standing is null && plan.Year is not null ? plan.Year.From : plan.Default);
        return await frame.Show<GradingPage>(http, Words["title"], new()
        {
            [nameof(GradingPage.Draft)] = typed ?? (standing is null ? GradingDraft.First(from) : GradingDraft.Of(standing, from)),
            [nameof(GradingPage.Standing)] = standing,
            [nameof(GradingPage.Subjects)] = SubjectCard.InOrder(await session.Query<SubjectCard>().ToListAsync(cancel)),
            [nameof(GradingPage.Works)] = works,
            [nameof(GradingPage.MayEdit)] = plan.MayEdit,
            [nameof(GradingPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }

    private static Task<IResult> ShowJournal(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => DrawJournal(http, store, frame, null, null, cancel);

    private static async Task<IResult> SaveJournal(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = JournalDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await DrawJournal(http, store, frame, draft, Words["no-day"], cancel);
        if (draft.Set(from, out var unread) is not { } set) return await DrawJournal(http, store, frame, draft, Words.With("unread", unread), cancel);
        var outcome = await desk.Send(new SetJournalRules(Guid.NewGuid(), set), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await DrawJournal(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Journal);
    }

    private static async Task<IResult> SaveMarking(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = MarkingDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await DrawJournal(http, store, frame, null, Words["no-day"], cancel, draft);
        if (draft.Set(from) is not { } set) return await DrawJournal(http, store, frame, null, Words.With("unread", draft.PointDays), cancel, draft);
        var outcome = await desk.Send(new SetMarkingRules(Guid.NewGuid(), set), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await DrawJournal(http, store, frame, null, refusal.Text(), cancel, draft) : TypedResults.LocalRedirect(Journal);
    }

    private static async Task<IResult> DrawJournal(
        HttpContext http, IDocumentStore store, PageFrame frame, JournalDraft? typed, string? refusal, CancellationToken cancel, MarkingDraft? marking = null)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var rules = await session.LoadAsync<JournalRules>(Streams.Regulation, cancel);
        var (standing, given) = (rules?.Versions.LastOrDefault(), rules?.Marking.LastOrDefault());
        var from = PlanFrame.Iso(standing is null && plan.Year is not null ? plan.Year.From : plan.Default);
        return await frame.Show<JournalRulesPage>(http, Words["journal"], new()
        {
            [nameof(JournalRulesPage.Draft)] = typed ?? (standing is null ? JournalDraft.First(from) : JournalDraft.Of(standing, from)),
            [nameof(JournalRulesPage.Standing)] = standing,
            [nameof(JournalRulesPage.Marking)] = marking ?? (given is null ? MarkingDraft.First(from) : MarkingDraft.Of(given, from)),
            [nameof(JournalRulesPage.MarkingStanding)] = given,
            [nameof(JournalRulesPage.MayEdit)] = plan.MayEdit,
            [nameof(JournalRulesPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }

    private static Task<IResult> ShowTerms(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => DrawTerms(http, store, frame, null, null, cancel);

    private static async Task<IResult> SaveTerms(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = TermGradeDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await DrawTerms(http, store, frame, draft, Words["no-day"], cancel);
        if (draft.Set(from, out var unread) is not { } set) return await DrawTerms(http, store, frame, draft, Words.With("unread", unread), cancel);
        var outcome = await desk.Send(new SetTermGradeRules(Guid.NewGuid(), set), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await DrawTerms(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Terms);
    }

    private static async Task<IResult> DrawTerms(HttpContext http, IDocumentStore store, PageFrame frame, TermGradeDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var standing = (await session.LoadAsync<TermGradeRules>(Streams.TermGrading, cancel))?.Versions.LastOrDefault();
        var from = PlanFrame.Iso(standing is null && plan.Year is not null ? plan.Year.From : plan.Default);
        return await frame.Show<TermGradeRulesPage>(http, Words["terms"], new()
        {
            [nameof(TermGradeRulesPage.Draft)] = typed ?? (standing is null ? TermGradeDraft.First(from) : TermGradeDraft.Of(standing, from)),
            [nameof(TermGradeRulesPage.Standing)] = standing,
            [nameof(TermGradeRulesPage.MayEdit)] = plan.MayEdit,
            [nameof(TermGradeRulesPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}
