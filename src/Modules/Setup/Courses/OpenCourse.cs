using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Открыть курс (D-10.9): a subject is taught to a class, or to a group, through its year.</summary>
/// <param name="Class">Null where <paramref name="Group"/> says who sits in it.</param>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Layer">One of <see cref="Layers"/>.</param>
public sealed record OpenCourse(
    Guid CommandId, CourseId Course, ClassId? Class, SubjectId Subject, int Hours, GroupId? Group = null, string Layer = Layers.Core) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

/// <param name="Taken">The class or group has a course of this subject already, in the same layer.</param>
public sealed record OpenCourseFacts(ClassRoster? Class, SubjectCard? Subject, bool Taken, StudyGroupCard? Group = null);

public static class OpenCourseHandler
{
    internal const int MostHours = 20;

    public static async Task<OpenCourseFacts> LoadAsync(OpenCourse command, IDocumentSession session, CancellationToken cancel)
    {
        var group = command.Group is { } g ? await session.LoadAsync<StudyGroupCard>(Streams.Group(g), cancel) : null;
        var schoolClass = command.Class is { } c ? await session.LoadAsync<ClassRoster>(c.Value, cancel) : null;
        var unit = command.Group?.Value ?? command.Class?.Value ?? "";
        return new OpenCourseFacts(
            schoolClass, await session.LoadAsync<SubjectCard>(Streams.Subject(command.Subject), cancel),
            await session.Query<CourseCard>().Where(d => d.MatchesSql(
                "d.data ->> 'unit' = ? and d.data ->> 'subject' = ? and d.data ->> 'layer' = ? and d.data ->> 'closed' is null",
                unit, command.Subject.Value, command.Layer)).AnyAsync(cancel),
            group);
    }

    public static (Outcome, Events) Handle(
        OpenCourse command,
        [WriteAggregate(nameof(OpenCourse.Stream), Required = false)] CourseCard? course,
        OpenCourseFacts facts)
    {
        if (command.Group is null ? facts.Class is null : facts.Group is null)
            return (Outcome.Refused(command.Group is null ? Refusals.ClassIsUnknown : Refusals.GroupIsUnknown), []);
        if (facts.Subject is null) return (Outcome.Refused(Refusals.SubjectIsUnknown), []);
        if (command.Hours is < 1 or > MostHours * 100) return (Outcome.Refused(Refusals.HoursAreOff, MostHours, command.Hours / 100m), []);
        if (!Layers.All.Contains(command.Layer)) return (Outcome.Refused(Refusals.LayerIsUnknown, command.Layer), []);
        var opened = facts.Group is { } group
            ? new CourseOpened(command.Course, group.Year, group.Level, group.Classes, group.Group, command.Subject, command.Hours, command.Layer)
            : new CourseOpened(
                command.Course, facts.Class!.Year, facts.Class.Level, [ClassId.From(facts.Class.Id)], null, command.Subject, command.Hours, command.Layer);
        if (course is not null)
        {
            return course.Unit == (opened.Group?.Value ?? opened.Classes[0].Value) && course.Subject == opened.Subject && course.Hours == opened.Hours
                && course.Layer == opened.Layer
                ? (Outcome.Accepted, [])
                : (Outcome.Refused(Refusals.CourseIsOpen), []);
        }
        return facts.Taken
            ? (Outcome.Refused(Refusals.ClassHasCourse, facts.Group?.Name ?? facts.Class!.Name, facts.Subject.Name), [])
            : (Outcome.Accepted, [opened]);
    }
}
