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
    public static async Task<AssignTeacherFacts> LoadAsync(AssignTeacher command, IDocumentSession session, CancellationToken cancel)
    {
        var course = await session.LoadAsync<CourseCard>(Streams.Course(command.Course), cancel);
        return new AssignTeacherFacts(
            await session.LoadAsync<StaffCard>(Streams.Staff(command.Teacher), cancel),
            course is null ? null : await session.LoadAsync<YearCalendar>(Streams.Year(course.Year), cancel));
    }

    public static (Outcome, Events) Handle(
        AssignTeacher command,
        [WriteAggregate(nameof(AssignTeacher.Stream), Required = false)] CourseCard? course,
        AssignTeacherFacts facts)
    {
        var (from, to) = (command.From, command.To);
        if (course is null || facts.Year is not { } year) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (facts.Teacher is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (to < from) return (Outcome.Refused(Refusals.DatesAreBackwards, from, to), []);
        if (from < year.From || from > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, from, year.From, year.To), []);
        if (to > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, to, year.From, year.To), []);
        if (from < facts.Teacher.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, facts.Teacher.From), []);
        return course.Teachers.Contains(new Assignment(command.Teacher, from, to))
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TeacherAssigned(command.Course, command.Teacher, from, to)]);
    }
}
