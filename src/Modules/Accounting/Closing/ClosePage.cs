using ElJournal.Accounting.Terms;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Closing;

/// <summary>Закрыть страницу за период (D-13): a deputy's act; afterwards its days take nothing but what a permission allows.</summary>
/// <param name="Seen">What was shown as missing and is left so; anything else that is missing by now refuses the closing.</param>
public sealed record ClosePage(Guid CommandId, CourseId Course, TermId Term, IReadOnlyList<PageGap> Seen) : ICommand
{
    public Need Need => new(Permission.ClosePages, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermPages.Stream(Course, Term);
}

/// <param name="IsKnown">False: the course has no such page.</param>
/// <param name="Gaps">What is missing on the page as it stands.</param>
/// <param name="OpenTerms">Of a page of the year: how many of its terms are still open.</param>
public sealed record ClosePageFacts(bool IsKnown, DateOnly From, DateOnly To, DateOnly Today, IReadOnlyList<PageGap> Gaps, int OpenTerms)
{
    public static async Task<ClosePageFacts> Of(IQuerySession session, TermSources? sources, CancellationToken cancel) => sources is null
        ? new ClosePageFacts(false, default, default, default, [], 0)
        : new ClosePageFacts(
            true, sources.From, sources.To, sources.Today, (await Preflight.Of(session, sources, cancel)).Gaps,
            sources.Term is null ? sources.Calendar.TermsOf(sources.Level).Count(t => sources.Pages.All(p => p.Term != t.Id || !p.Closed)) : 0);
}

public static class ClosePageHandler
{
    public static async Task<ClosePageFacts> LoadAsync(
        ClosePage command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        await PageLock.HoldAlone(session, command.Course, cancel);
        return await ClosePageFacts.Of(session, await TermSources.Load(session, setUps, kept, command.Course, command.Term, clock.GetUtcNow(), cancel), cancel);
    }

    public static (Outcome, Events) Handle(
        ClosePage command, [WriteAggregate(nameof(ClosePage.Stream), Required = false)] TermPage? page, ClosePageFacts facts)
    {
        if (!facts.IsKnown) return (Outcome.Refused(Refusals.TermIsUnknown), []);
        if (facts.Today < facts.From) return (Outcome.Refused(Refusals.TermHasNotBegun, facts.From), []);
        if (page?.Closed == true) return (Outcome.Accepted, []);
        if (facts.OpenTerms > 0) return (Outcome.Refused(Refusals.TermsAreOpen, facts.OpenTerms), []);
        return facts.Gaps.ToHashSet().SetEquals(command.Seen)
            ? (Outcome.Accepted, [new PageClosed(command.Course, command.Term, facts.From, facts.To, facts.Gaps)])
            : (Outcome.Changed(Refusals.GapsAreOthers, facts.Gaps, GapWords.Of(facts.Gaps), GapWords.Of(command.Seen)), []);
    }
}
