using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Закрыть курс (D-10.9): nobody teaches it from this day; what was recorded stays.</summary>
public sealed record CloseCourse(Guid CommandId, CourseId Course, DateOnly From) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

public sealed record CloseCourseFacts(YearCalendar? Year);

public static class CloseCourseHandler
{
    public static async Task<CloseCourseFacts> LoadAsync(CloseCourse command, IDocumentSession session, CancellationToken cancel) =>
        new(await CourseYear.Of(command.Course, session, cancel));

    public static (Outcome, Events) Handle(
        CloseCourse command, [WriteAggregate(nameof(CloseCourse.Stream), Required = false)] CourseCard? course, CloseCourseFacts facts)
    {
        if (course is null || facts.Year is not { } year) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (course.Closed is { } closed) return closed == command.From ? (Outcome.Accepted, []) : (Outcome.Refused(Refusals.CourseIsClosed, closed), []);
        return command.From < year.From || command.From > year.To
            ? (Outcome.Refused(Refusals.DateIsOutsideYear, command.From, year.From, year.To), [])
            : (Outcome.Accepted, [new CourseClosed(command.Course, command.From)]);
    }
}
