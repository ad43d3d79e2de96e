using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Назначить урок вне расписания: by the course's teacher where the school's rules let teachers do so, else by a deputy.</summary>
/// <param name="Kind">Code from the school's rules of lessons.</param>
public sealed record OpenExtraLesson(Guid CommandId, LessonId Lesson, string Kind, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(OpenExtraLesson)} {Lesson}";
}

public static class OpenExtraLessonHandler
{
    public static LessonLifeQuestion Load(OpenExtraLesson command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [], setUps, clock);

    public static (Outcome, Events) Handle(
        OpenExtraLesson command, [WriteAggregate(nameof(OpenExtraLesson.Stream), Required = false)] Lesson? lesson, LessonLifeFacts facts, Envelope envelope) =>
        Decide(command, lesson, facts, envelope.Role());

    public static (Outcome, Events) Decide(OpenExtraLesson command, Lesson? lesson, LessonLifeFacts facts, Role role)
    {
        var (id, set) = (command.Lesson, facts.Lesson);
        if (set.Course is not { } course) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (set.Rules is null) return (Outcome.Refused(Refusals.RulesAreMissing, id.Date), []);
        if (!course.IsTaughtOn(id.Date) || set.Year?.TermOn(id.Date, set.Roster?.Level ?? 0) is null) return (Outcome.Refused(Refusals.DateIsOutsideTerms, id.Date), []);
        if (set.Closed) return (Outcome.Refused(Refusals.PageIsClosed, id.Date), []);
        if (facts.Life is not { } life) return (Outcome.Refused(Refusals.LessonLifeIsMissing, id.Date), []);
        if (life.Extra.FirstOrDefault(kind => kind.Code == command.Kind) is not { } chosen) return (Outcome.Refused(Refusals.ExtraKindIsUnknown), []);
        if (!chosen.ByTeacher && role is not Role.DeputyHead) return (Outcome.Refused(Refusals.ExtraKindIsDeputys, chosen.Name), []);
        if (lesson?.Extra == command.Kind) return (Outcome.Accepted, []);
        if (set.InTimetable || lesson is not null) return (Outcome.Refused(Refusals.LessonIsThereAlready, id.Date, id.Slot), []);
        return facts.Other
            ? (Outcome.Refused(Refusals.ClassIsTaughtThen, id.Date, id.Slot), [])
            : (Outcome.Accepted, [new ExtraLessonOpened(id, command.Kind, command.Note?.Sealed)]);
    }
}
