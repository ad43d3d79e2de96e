using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works;

/// <summary>Внести контрольную работу в график (D-10.12, Z-5.10, Z-6.11).</summary>
/// <param name="Slot">Номер урока.</param>
/// <param name="Lessons">How many lessons it takes.</param>
/// <param name="Form">One of <see cref="ControlForms"/>.</param>
/// <param name="Level">One of <see cref="ControlLevels"/>.</param>
/// <param name="Paper">Asked for where the schedule of the day is approved.</param>
/// <param name="Why">Asked for where a limit is broken.</param>
public sealed record PlanControlWork(
    Guid CommandId, ControlWorkId Work, CourseId Course, DateOnly Date, int Slot, int Lessons, string Form, string Level, string Topic,
    WorkPaper? Paper = null, WorkExplanation? Why = null) : ICommand, ICarriesOpenings
{
    public Need Need => WorkChecks.NeedOn(Course);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Work.Stream;

    public IEnumerable<Opening> Openings => Why is null ? [] : [Why.Words];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(PlanControlWork)} {Work} {Course} {Date:yyyy-MM-dd}/{Slot}";
}

public static class PlanControlWorkHandler
{
    public static Task<WorkFacts> LoadAsync(PlanControlWork command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        WorkFacts.Holding(command.Course, session, clock, cancel);

    public static (Outcome, Events) Handle(
        PlanControlWork command, [WriteAggregate(nameof(PlanControlWork.Stream), Required = false)] ControlWork? work, WorkFacts facts)
    {
        var topic = command.Topic.Trim();
        if (work is not null)
        {
            var same = (work.Course, work.Date, work.Slot, work.Lessons, work.Form, work.Level, work.Topic, work.Paper, work.Cancelled)
                == (command.Course, command.Date, command.Slot, command.Lessons, command.Form, command.Level, topic, command.Paper, false);
            return (same ? Outcome.Accepted : Outcome.Refused(Refusals.WorkIsPlanned), []);
        }
        if (!ControlForms.All.Contains(command.Form)) return (Outcome.Refused(Refusals.WorkFormIsUnknown), []);
        if (!ControlLevels.All.Contains(command.Level)) return (Outcome.Refused(Refusals.WorkLevelIsUnknown), []);
        if (topic.Length is 0 or > WorkChecks.LongestTopic) return (Outcome.Refused(Refusals.WorkLacksTopic, WorkChecks.LongestTopic), []);
        var judge = new WorkJudge(facts);
        var place = new WorkPlace(command.Work, command.Course, command.Date, command.Slot, command.Lessons);
        if (WorkChecks.ForbidPlace(judge, place) is { } nowhere) return (nowhere, []);
        if (WorkChecks.ForbidUnpapered(facts, command.Paper, command.Date) is { } unpapered) return (unpapered, []);
        var (refused, explained) = WorkChecks.Judge(judge, place, WorkChecks.Changed(facts, command.Date), command.Why);
        if (refused is not null) return (refused, []);
        var planned = new ControlWorkPlanned(
            command.Work, facts.Year!.Year, command.Course, command.Date, command.Slot, command.Lessons, command.Form, command.Level, topic, command.Paper);
        return (Outcome.Accepted, explained is null ? [planned] : [planned, explained]);
    }
}
