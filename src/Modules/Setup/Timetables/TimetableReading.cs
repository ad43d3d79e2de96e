using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Timetables;

/// <summary>Reads the whole school's timetable for a day. Not from a document of its own: every page shows what the last command left.</summary>
internal sealed class TimetableReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    /// <param name="on">Null: the next day on which a change may begin.</param>
    /// <param name="toLook">Without a day, today's is wanted, as long as the year runs.</param>
    /// <returns>Null where no school year is open.</returns>
    public async Task<Board?> Read(Actor actor, DateOnly? on, CancellationToken cancel, bool toLook = false)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var today = await SchoolDay.Today(session, clock, cancel);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        if ((YearOf(years, on ?? today) ?? years.MaxBy(y => y.From)) is not { } year) return null;
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year);
        var groups = (await session.Query<StudyGroupCard>().ToListAsync(cancel)).Where(g => g.Year == year.Year);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        var subjects = await session.Query<SubjectCard>().ToListAsync(cancel);
        var units = courses.Select(c => c.Unit).ToHashSet();
        var tables = (await session.Query<UnitTimetable>().ToListAsync(cancel)).Where(t => units.Contains(t.Unit)).ToDictionary(t => t.Unit);
        var cards = await session.LoadManyAsync<StaffCard>(cancel, [.. courses.SelectMany(c => c.Teachers).Select(t => Streams.Staff(t.Teacher)).Distinct()]);
        var names = await openings.Read<PersonCard>(actor.School, cards.Select(c => c.Card), cancel);
        var day = Within(year, on ?? (toLook && year.From < today && today <= year.To ? today : FirstDay(year, today, tables.Values)));
        var norms = await session.LoadAsync<LoadNorms>(Streams.Norms, cancel);
        var rooms = await session.Query<RoomCard>().ToListAsync(cancel);
        return new Board(
            day, today, year,
            [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)],
            [.. groups.OrderBy(g => g.Level).ThenBy(g => g.Name, StringComparer.CurrentCulture)],
            courses.ToDictionary(c => c.Course), subjects.ToDictionary(s => s.Subject, s => s.Name), tables,
            cards.Where(c => names.ContainsKey(c.Card)).ToDictionary(c => c.Staff, c => names[c.Card].ShortName))
        {
            Norms = LessonNorms.On(day, norms?.On(day)),
            Short = subjects.Where(s => s.Short is not null).ToDictionary(s => s.Subject, s => s.Short!),
            Listed = [.. rooms.Where(r => !(day >= r.Closed)).Select(r => r.Number)],
        };
    }

    /// <summary>Before anything is in force, the year's first day; later tomorrow, for what has been taught stays as it was.</summary>
    private static DateOnly FirstDay(YearCalendar year, DateOnly today, IEnumerable<UnitTimetable> tables) =>
        today < year.From || !tables.Any(t => t.Versions.Any(v => v.From <= today)) ? year.From : today.AddDays(1);

    private static DateOnly Within(YearCalendar year, DateOnly day) => day < year.From ? year.From : day > year.To ? year.To : day;

    private static YearCalendar? YearOf(IEnumerable<YearCalendar> years, DateOnly day) => years.FirstOrDefault(y => y.From <= day && day <= y.To);
}
