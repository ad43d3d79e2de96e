using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup.Imports;

/// <summary>The school year a file is about, and the school's day.</summary>
internal sealed record ImportYear(YearCalendar Year, DateOnly Today)
{
    /// <summary>The year named, or the one that runs, or the next to come.</summary>
    /// <exception cref="ImportRefusal">No such year is open.</exception>
    public static async Task<ImportYear> Find(
        YearId? wanted, string file, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var school = await session.LoadAsync<SchoolCard>(Streams.School(SchoolId.From(session.TenantId)), cancel);
        var today = school?.DayAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = wanted is { } id
            ? years.FirstOrDefault(y => y.Year == id) ?? throw ImportRefusal.Of("year_is_unknown", file, id.Value)
            : years.Where(y => y.To >= today).MinBy(y => y.From) ?? throw ImportRefusal.Of("import_no_year", file);
        return new ImportYear(year, today);
    }

    /// <summary>Today, or the nearest day of the year.</summary>
    public DateOnly Day => Today < Year.From ? Year.From : Today > Year.To ? Year.To : Today;
}
