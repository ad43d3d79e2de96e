using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить на курс второго учителя, both days inclusive, beside the one who signs.</summary>
/// <param name="To">Null: to the year's end.</param>
public sealed record AssignSecondTeacher(Guid CommandId, CourseId Course, StaffId Teacher, DateOnly From, DateOnly? To = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

public static class AssignSecondTeacherHandler
{
    public static Task<AssignTeacherFacts> LoadAsync(AssignSecondTeacher command, IDocumentSession session, CancellationToken cancel) =>
        AssignTeacherHandler.Facts(command.Course, command.Teacher, session, cancel);

    public static (Outcome, Events) Handle(
        AssignSecondTeacher command, [WriteAggregate(nameof(AssignSecondTeacher.Stream), Required = false)] CourseCard? course, AssignTeacherFacts facts)
    {
        if (AssignTeacherHandler.Forbid(course, facts, command.From, command.To) is { } refused) return (refused, []);
        if (course!.Teachers.Contains(new Assignment(command.Teacher, command.From, command.To, true))) return (Outcome.Accepted, []);
        return course.TeacherOn(command.From)?.Teacher == command.Teacher
            ? (Outcome.Refused(Refusals.TeacherTeachesCourse), [])
            : (Outcome.Accepted, [new SecondTeacherAssigned(command.Course, command.Teacher, command.From, command.To)]);
    }
}
