using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works;

/// <summary>Снять контрольную работу с графика.</summary>
/// <param name="Course">That of the work, on which the right is asked.</param>
/// <param name="Paper">Asked for where the schedule of the day is approved.</param>
public sealed record CancelControlWork(Guid CommandId, ControlWorkId Work, CourseId Course, WorkPaper? Paper = null) : ICommand
{
    public Need Need => WorkChecks.NeedOn(Course);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Work.Stream;
}

public static class CancelControlWorkHandler
{
    public static Task<WorkFacts> LoadAsync(CancelControlWork command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        WorkFacts.Holding(command.Course, session, clock, cancel);

    public static (Outcome, Events) Handle(
        CancelControlWork command, [WriteAggregate(nameof(CancelControlWork.Stream), Required = false)] ControlWork? work, WorkFacts facts)
    {
        if (work is null || work.Course != command.Course) return (Outcome.Refused(Refusals.WorkIsUnknown), []);
        if (work.Cancelled) return (Outcome.Accepted, []);
        return WorkChecks.ForbidUnpapered(facts, command.Paper, work.Date) is { } unpapered
            ? (unpapered, []) : (Outcome.Accepted, [new ControlWorkCancelled(command.Work, command.Paper)]);
    }
}
