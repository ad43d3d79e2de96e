using ElJournal.Kernel;
using ElJournal.Reporting.Printing.School;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Printing;

public sealed partial class PrintBooks
{
    /// <summary>Учебные годы, the latest first.</summary>
    public async Task<IReadOnlyList<(YearId Year, string Span)>> Years(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        return [.. (await YearBooks.Years(session, cancel)).Select(y => (y.Year, YearBooks.SpanOf(y)))];
    }

    /// <summary>All classes of a year: what the reader may print whole, and what not. Null: there is no such year.</summary>
    public async Task<YearBooks?> OfYear(Actor reader, YearId year, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<YearCalendar>(Streams.Year(year), cancel) is not { } calendar) return null;
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        var rosters = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year).ToList();
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year).ToList();
        var whole = (await Books(session, reader, school, calendar, rosters, courses, cancel)).Where(b => b.Whole).ToList();
        return new(year, YearBooks.SpanOf(calendar), whole,
            [.. rosters.Where(r => whole.All(b => b.Class.Value != r.Id)).OrderBy(r => r.Level).ThenBy(r => r.Letter, StringComparer.CurrentCulture).Select(r => r.Name)]);
    }
}
