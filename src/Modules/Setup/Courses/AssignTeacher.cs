using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить учителя вести курс, both days inclusive; who taught it before with no end leaves it the day before.</summary>
/// <param name="To">Null: to the year's end.</param>
public sealed record AssignTeacher(Guid CommandId, CourseId Course, StaffId Teacher, DateOnly From, DateOnly? To = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

public sealed record AssignTeacherFacts(StaffCard? Teacher, YearCalendar? Year);

public static class AssignTeacherHandler
{
    public static Task<AssignTeacherFacts> LoadAsync(AssignTeacher command, IDocumentSession session, CancellationToken cancel) =>
        Facts(command.Course, command.Teacher, session, cancel);

    internal static async Task<AssignTeacherFacts> Facts(CourseId course, StaffId teacher, IQuerySession session, CancellationToken cancel) => new(
        await session.LoadAsync<StaffCard>(Streams.Staff(teacher), cancel), await CourseYear.Of(course, session, cancel));

    public static (Outcome, Events) Handle(
        AssignTeacher command,
        [WriteAggregate(nameof(AssignTeacher.Stream), Required = false)] CourseCard? course,
        AssignTeacherFacts facts)
    {
        if (Forbid(course, facts, command.From, command.To) is { } refused) return (refused, []);
        return course!.Teachers.Contains(new Assignment(command.Teacher, command.From, command.To))
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TeacherAssigned(command.Course, command.Teacher, command.From, command.To)]);
    }

    internal static Outcome? Forbid(CourseCard? course, AssignTeacherFacts facts, DateOnly from, DateOnly? to)
    {
        if (course is null || facts.Year is not { } year) return Outcome.Refused(Refusals.CourseIsUnknown);
        if (course.Closed is { } closed && from >= closed) return Outcome.Refused(Refusals.CourseIsClosed, closed);
        if (facts.Teacher is null) return Outcome.Refused(Refusals.StaffIsUnknown);
        if (to < from) return Outcome.Refused(Refusals.DatesAreBackwards, from, to);
        if (from < year.From || from > year.To) return Outcome.Refused(Refusals.DateIsOutsideYear, from, year.From, year.To);
        if (to > year.To) return Outcome.Refused(Refusals.DateIsOutsideYear, to, year.From, year.To);
        if (from < facts.Teacher.From) return Outcome.Refused(Refusals.StaffIsNotYetHired, facts.Teacher.From);
        return facts.Teacher.Dismissed is { } dismissed && from >= dismissed ? Outcome.Refused(Refusals.StaffIsDismissed, dismissed) : null;
    }
}
