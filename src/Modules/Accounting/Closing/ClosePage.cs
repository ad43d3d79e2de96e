using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Closing;

/// <summary>Закрыть страницу за период (D-13): a deputy's act; afterwards its days take nothing but what a permission allows.</summary>
public sealed record ClosePage(Guid CommandId, CourseId Course, TermId Term) : ICommand
{
    public Need Need => new(Permission.ClosePages, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermPages.Stream(Course, Term);
}

/// <param name="Term">Null: the course has no such term.</param>
/// <param name="Gaps">What is missing on the page as it stands.</param>
public sealed record ClosePageFacts(Term? Term, DateOnly Today, IReadOnlyList<PageGap> Gaps);

public static class ClosePageHandler
{
    public static async Task<ClosePageFacts> LoadAsync(
        ClosePage command, CourseSetUps setUps, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        await PageLock.HoldAlone(session, command.Course, cancel);
        var batch = session.CreateBatchQuery();
        var asked = setUps.Of(command.Course, batch);
        await batch.Execute(cancel);
        return await asked is not { Roster: { } roster, Year: { } year } set
            ? new ClosePageFacts(null, default, [])
            : new ClosePageFacts(year.TermsOf(roster.Level).FirstOrDefault(t => t.Id == command.Term), set.School?.DayAt(clock.GetUtcNow()) ?? default, []);
    }

    public static (Outcome, Events) Handle(
        ClosePage command, [WriteAggregate(nameof(ClosePage.Stream), Required = false)] TermPage? page, ClosePageFacts facts)
    {
        if (facts.Term is not { } term) return (Outcome.Refused(Refusals.TermIsUnknown), []);
        if (facts.Today < term.From) return (Outcome.Refused(Refusals.TermHasNotBegun, term.From), []);
        return page?.Closed == true
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new PageClosed(command.Course, command.Term, term.From, term.To, facts.Gaps)]);
    }
}
