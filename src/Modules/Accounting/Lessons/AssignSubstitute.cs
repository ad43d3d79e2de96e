using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Назначить замену (D-10.13, Z-4) на один урок, also one to come.</summary>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
public sealed record AssignSubstitute(Guid CommandId, LessonId Lesson, StaffId Teacher, string Reason) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

/// <summary>Снять замену: the substitute's right to the lesson ends.</summary>
public sealed record ReleaseSubstitute(Guid CommandId, LessonId Lesson) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

/// <param name="Teacher">Who is to give the lesson; null when the school has no such person.</param>
public sealed record AssignSubstituteFacts(CourseCard? Course, bool InTerm, bool InTimetable, StaffCard? Teacher)
{
    public static async Task<AssignSubstituteFacts> Load(
        LessonId lesson, StaffId teacher, CourseSetUps setUps, IQuerySession session, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var asked = setUps.Of(lesson.Course, batch);
        var staff = batch.Load<StaffCard>(Streams.Staff(teacher));
        await batch.Execute(cancel);
        return await asked is not { } set
            ? new AssignSubstituteFacts(null, false, false, null)
            : new AssignSubstituteFacts(
                set.Course, set.Year?.TermOn(lesson.Date, set.Roster?.Level ?? 0) is not null, set.InTimetable(lesson.Date, lesson.Slot), await staff);
    }
}

public static class AssignSubstituteHandler
{
    public static Task<AssignSubstituteFacts> LoadAsync(
        AssignSubstitute command, CourseSetUps setUps, IDocumentSession session, CancellationToken cancel) =>
        AssignSubstituteFacts.Load(command.Lesson, command.Teacher, setUps, session, cancel);

    public static (Outcome, Events) Handle(
        AssignSubstitute command, [WriteAggregate(nameof(AssignSubstitute.Stream), Required = false)] Lesson? lesson, AssignSubstituteFacts facts)
    {
        var date = command.Lesson.Date;
        if (facts.Course is not { } course) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (!facts.InTerm) return (Outcome.Refused(Refusals.DateIsOutsideTerms, date), []);
        if (!facts.InTimetable) return (Outcome.Refused(Refusals.LessonIsNotInTimetable, date, command.Lesson.Slot), []);
        if (facts.Teacher is not { } teacher) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (date < teacher.From || teacher.Dismissed <= date) return (Outcome.Refused(Refusals.StaffIsNotAtWork, date), []);
        if (!SubstitutionReasons.All.Contains(command.Reason)) return (Outcome.Refused(Refusals.SubstitutionReasonIsUnknown, command.Reason), []);
        var former = course.TeacherOn(date)?.Teacher;
        if (former == command.Teacher) return (Outcome.Refused(Refusals.SubstituteIsTheTeacher), []);
        return lesson?.Substitute == command.Teacher
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new SubstituteAssigned(command.Lesson, command.Teacher, former, command.Reason)]);
    }
}

public static class ReleaseSubstituteHandler
{
    public static (Outcome, Events) Handle(
        ReleaseSubstitute command, [WriteAggregate(nameof(ReleaseSubstitute.Stream), Required = false)] Lesson? lesson) =>
        lesson?.Substitute is { } teacher
            ? (Outcome.Accepted, [new SubstituteReleased(command.Lesson, teacher)])
            : (Outcome.Refused(Refusals.SubstituteIsNotAssigned), []);
}
