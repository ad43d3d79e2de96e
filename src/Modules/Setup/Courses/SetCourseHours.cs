using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Изменить часы курса (D-10.9) from a day on.</summary>
/// <param name="Hours">Hundredths of an hour a week.</param>
public sealed record SetCourseHours(Guid CommandId, CourseId Course, int Hours, DateOnly From) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Course(Course);
}

public sealed record SetCourseHoursFacts(YearCalendar? Year);

public static class SetCourseHoursHandler
{
    public static async Task<SetCourseHoursFacts> LoadAsync(SetCourseHours command, IDocumentSession session, CancellationToken cancel) =>
        new(await CourseYear.Of(command.Course, session, cancel));

    public static (Outcome, Events) Handle(
        SetCourseHours command, [WriteAggregate(nameof(SetCourseHours.Stream), Required = false)] CourseCard? course, SetCourseHoursFacts facts)
    {
        if (course is null || facts.Year is not { } year) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (course.Closed is { } closed) return (Outcome.Refused(Refusals.CourseIsClosed, closed), []);
        if (command.Hours is < 1 or > OpenCourseHandler.MostHours * 100)
            return (Outcome.Refused(Refusals.HoursAreOff, OpenCourseHandler.MostHours, command.Hours / 100m), []);
        if (command.From < year.From || command.From > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, command.From, year.From, year.To), []);
        return course.Hours == command.Hours
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new CourseHoursSet(command.Course, command.Hours, command.From)]);
    }
}
