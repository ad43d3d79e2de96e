using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Подтвердить посещаемость: whoever has no mark was there.</summary>
public sealed record CheckAttendance(Guid CommandId, LessonId Lesson) : ICommand
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class CheckAttendanceHandler
{
    public static LessonQuestion Load(CheckAttendance command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        CheckAttendance command, [WriteAggregate(nameof(CheckAttendance.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(CheckAttendance command, Lesson? lesson, LessonFacts facts, string author)
    {
        if ((LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.AttendanceCheck, null, author, out var permit) ?? LessonLife.ForbidNotHeld(lesson)) is { } forbidden)
            return (forbidden, []);
        return lesson?.AttendanceCheck is not null
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new AttendanceChecked(command.Lesson)]));
    }
}
