using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup.People;

/// <summary>The school as its pages of people see it: the day, the year that is on, its classes.</summary>
/// <param name="Year">The one with today in it, else the newest; null before the first is opened.</param>
/// <param name="Classes">Of that year, lowest first.</param>
/// <param name="All">Of every year, by id: a pupil's past lies in former ones.</param>
public sealed record SchoolNow(
    DateOnly Today, YearCalendar? Year, IReadOnlyList<ClassRoster> Classes, IReadOnlyDictionary<string, ClassRoster> All)
{
    public static async Task<SchoolNow> Load(IQuerySession session, SchoolId school, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = years.FirstOrDefault(y => y.From <= today && today <= y.To) ?? years.MaxBy(y => y.From);
        var all = await session.Query<ClassRoster>().ToListAsync(cancel);
        return new SchoolNow(
            today, year,
            [.. all.Where(c => c.Year == year?.Year).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)],
            all.ToDictionary(c => c.Id));
    }

    /// <summary>Today, kept within the year: what a form offers first.</summary>
    public DateOnly Day => Year is null ? Today : Today < Year.From ? Year.From : Today > Year.To ? Year.To : Today;

    /// <summary>8 «Б»; of a former year with it.</summary>
    public string NameOf(ClassId? schoolClass) => schoolClass is not { } id ? "—"
        : All.GetValueOrDefault(id.Value) is not { } roster ? id.Value
        : roster.Year == Year?.Year ? roster.Name : $"{roster.Name} ({roster.Year})";

    public ClassRoster? Class(ClassId? id) => id is { } one ? All.GetValueOrDefault(one.Value) : null;
}
