using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Снять учителя с курса (D-10.9) from a day on, whether first or second.</summary>
public sealed record ReleaseTeacher(Guid CommandId, CourseId Course, StaffId Teacher, DateOnly From) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

public sealed record ReleaseTeacherFacts(YearCalendar? Year);

public static class ReleaseTeacherHandler
{
    public static async Task<ReleaseTeacherFacts> LoadAsync(ReleaseTeacher command, IDocumentSession session, CancellationToken cancel) =>
        new(await CourseYear.Of(command.Course, session, cancel));

    public static (Outcome, Events) Handle(
        ReleaseTeacher command, [WriteAggregate(nameof(ReleaseTeacher.Stream), Required = false)] CourseCard? course, ReleaseTeacherFacts facts)
    {
        if (course is null || facts.Year is not { } year) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (command.From < year.From || command.From > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, command.From, year.From, year.To), []);
        if (course.Teachers.All(t => t.Teacher != command.Teacher)) return (Outcome.Refused(Refusals.TeacherIsNotOfCourse, command.From), []);
        // Released already: the same sent again.
        return course.Teachers.All(t => t.Teacher != command.Teacher || t.To < command.From)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TeacherReleased(command.Course, command.Teacher, command.From)]);
    }
}
