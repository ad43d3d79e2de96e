using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works;

/// <summary>Перенести контрольную работу to another lesson of its course.</summary>
/// <param name="Course">That of the work, on which the right is asked.</param>
/// <param name="Paper">Asked for where the schedule of either day is approved.</param>
/// <param name="Why">Asked for where a limit is broken.</param>
public sealed record MoveControlWork(
    Guid CommandId, ControlWorkId Work, CourseId Course, DateOnly Date, int Slot, int Lessons, WorkPaper? Paper = null, WorkExplanation? Why = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => WorkChecks.NeedOn(Course);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Work.Stream;

    public IEnumerable<Opening> Openings => Why is null ? [] : [Why.Words];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(MoveControlWork)} {Work} {Date:yyyy-MM-dd}/{Slot}";
}

public static class MoveControlWorkHandler
{
    public static Task<WorkFacts> LoadAsync(MoveControlWork command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        WorkFacts.Holding(command.Course, session, clock, cancel);

    public static (Outcome, Events) Handle(
        MoveControlWork command, [WriteAggregate(nameof(MoveControlWork.Stream), Required = false)] ControlWork? work, WorkFacts facts)
    {
        if (work is null || work.Course != command.Course) return (Outcome.Refused(Refusals.WorkIsUnknown), []);
        if (work.Cancelled) return (Outcome.Refused(Refusals.WorkIsCancelled), []);
        if ((work.Date, work.Slot, work.Lessons) == (command.Date, command.Slot, command.Lessons)) return (Outcome.Accepted, []);
        var judge = new WorkJudge(facts);
        var place = new WorkPlace(command.Work, command.Course, command.Date, command.Slot, command.Lessons);
        if (WorkChecks.ForbidPlace(judge, place) is { } nowhere) return (nowhere, []);
        if (WorkChecks.ForbidUnpapered(facts, command.Paper, work.Date, command.Date) is { } unpapered) return (unpapered, []);
        var (refused, explained) = WorkChecks.Judge(judge, place, WorkChecks.Changed(facts, work.Date, command.Date), command.Why);
        if (refused is not null) return (refused, []);
        var moved = new ControlWorkMoved(command.Work, command.Date, command.Slot, command.Lessons, command.Paper);
        return (Outcome.Accepted, explained is null ? [moved] : [moved, explained]);
    }
}
