using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Открыть курс (D-10.9): a subject is taught to a class through the class's year.</summary>
public sealed record OpenCourse(Guid CommandId, CourseId Course, ClassId Class, SubjectId Subject, int HoursPerWeek) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

/// <param name="Taken">The class has a course of this subject already.</param>
public sealed record OpenCourseFacts(ClassRoster? Class, SubjectCard? Subject, bool Taken);

public static class OpenCourseHandler
{
    private const int MostHours = 20;

    public static async Task<OpenCourseFacts> LoadAsync(OpenCourse command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadAsync<ClassRoster>(command.Class.Value, cancel),
        await session.LoadAsync<SubjectCard>(Streams.Subject(command.Subject), cancel),
        await session.Query<CourseCard>()
            .Where(c => c.MatchesSql("d.data ->> 'class' = ? and d.data ->> 'subject' = ?", command.Class.Value, command.Subject.Value))
            .AnyAsync(cancel));

    public static (Outcome, Events) Handle(
        OpenCourse command,
        [WriteAggregate(nameof(OpenCourse.Stream), Required = false)] CourseCard? course,
        OpenCourseFacts facts)
    {
        if (facts.Class is null) return (Outcome.Refused(Refusals.ClassIsUnknown), []);
        if (facts.Subject is null) return (Outcome.Refused(Refusals.SubjectIsUnknown), []);
        if (command.HoursPerWeek is < 1 or > MostHours) return (Outcome.Refused(Refusals.HoursAreOff, MostHours, command.HoursPerWeek), []);
        if (course is not null)
        {
            return course.Class == command.Class && course.Subject == command.Subject && course.HoursPerWeek == command.HoursPerWeek
                ? (Outcome.Accepted, [])
                : (Outcome.Refused(Refusals.CourseIsOpen), []);
        }
        return facts.Taken
            ? (Outcome.Refused(Refusals.ClassHasCourse, facts.Class.Name, facts.Subject.Name), [])
            : (Outcome.Accepted, [new CourseOpened(command.Course, facts.Class.Year, command.Class, command.Subject, command.HoursPerWeek)]);
    }
}
