using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>The school year of a course.</summary>
internal static class CourseYear
{
    public static async Task<YearCalendar?> Of(CourseId course, IQuerySession session, CancellationToken cancel) =>
        await session.LoadAsync<CourseCard>(Streams.Course(course), cancel) is { } card
            ? await session.LoadAsync<YearCalendar>(Streams.Year(card.Year), cancel) : null;
}
