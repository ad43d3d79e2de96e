using ElJournal.Kernel;
using ElJournal.Setup.Register;
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

    public static (Outcome, Events) Handle(
        ChooseWorkType command, [WriteAggregate(nameof(ChooseWorkType.Stream), Required = false)] Lesson? lesson, LessonFacts facts)
    {
        if ((LessonRules.Forbid(command.Lesson, lesson, facts) ?? LessonLife.ForbidNotHeld(lesson)) is { } forbidden) return (forbidden, []);
        if (facts.Rules!.WorkTypes.All(w => w.Code != command.WorkType)) return (Outcome.Refused(Refusals.WorkTypeIsUnknown, command.WorkType), []);
        var standing = lesson?.WorkType;
        if (standing?.Text == command.WorkType) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        return (Outcome.Accepted, [.. LessonRules.Opened(command.Lesson, lesson), new WorkTypeChosen(command.Lesson, command.WorkType)]);
    }
}
