using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works;

/// <summary>Объяснить отклонение of a work that stands: it was planned before the rules, or the timetable has changed since.</summary>
/// <param name="Course">That of the work, on which the right is asked.</param>
public sealed record ExplainWorkDeviation(Guid CommandId, ControlWorkId Work, CourseId Course, WorkExplanation Why) : ICommand, ICarriesOpenings
{
    public Need Need => WorkChecks.NeedOn(Course);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Work.Stream;

    public IEnumerable<Opening> Openings => [Why.Words];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ExplainWorkDeviation)} {Work}";
}

public static class ExplainWorkDeviationHandler
{
    public static Task<WorkFacts> LoadAsync(ExplainWorkDeviation command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        WorkFacts.Holding(command.Course, session, clock, cancel);

    public static (Outcome, Events) Handle(
        ExplainWorkDeviation command, [WriteAggregate(nameof(ExplainWorkDeviation.Stream), Required = false)] ControlWork? work, WorkFacts facts)
    {
        if (work is null || work.Course != command.Course) return (Outcome.Refused(Refusals.WorkIsUnknown), []);
        if (work.Cancelled) return (Outcome.Refused(Refusals.WorkIsCancelled), []);
        var (refused, explained) = WorkChecks.Judge(new WorkJudge(facts), work.Place(), null, command.Why);
        return refused is not null ? (refused, []) : (Outcome.Accepted, [explained!]);
    }
}
