using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Выбрать вид работы на уроке.</summary>
public sealed record ChooseWorkType(Guid CommandId, LessonId Lesson, string WorkType, int Seen) : ICommand
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class ChooseWorkTypeHandler
{
    public static LessonQuestion Load(ChooseWorkType command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        ChooseWorkType command, [WriteAggregate(nameof(ChooseWorkType.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(ChooseWorkType command, Lesson? lesson, LessonFacts facts, string author)
    {
        if ((LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.WorkType, null, author, out var permit) ?? LessonLife.ForbidNotHeld(lesson)) is { } forbidden) return (forbidden, []);
        if (facts.Rules!.WorkTypes.All(w => w.Code != command.WorkType)) return (Outcome.Refused(Refusals.WorkTypeIsUnknown, command.WorkType), []);
        var standing = lesson?.WorkType;
        if (standing?.Text == command.WorkType) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new WorkTypeChosen(command.Lesson, command.WorkType)]));
    }
}
