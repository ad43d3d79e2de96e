using System.Globalization;
using ElJournal.Accounting.DayBooks;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Journal;

/// <summary>Reads Мой день: a teacher's lessons of today, what earlier ones still lack, and the journals to open.</summary>
public sealed class Days(IDocumentStore store, Names names, IPlannedWorks works, TimeProvider clock)
{
    /// <summary>How far back unfinished lessons are looked for.</summary>
    public const int DebtDays = 14;

    /// <summary>Of a lesson's row: a grade is owed in it.</summary>
    internal static string Owed(string data) => $"({data} ->> 'firstDue') is not null";

    /// <param name="staff">Whose day is asked for, where the reader is of the staff.</param>
    /// <param name="day">Null: today.</param>
    public async Task<DayPage> Of(Actor reader, StaffId? staff = null, DateOnly? day = null, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel);
        var now = clock.GetUtcNow();
        var today = school?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var shown = day ?? today;
        // A substitute has single lessons: their courses matter to the day, but are not among the journals to open.
        var single = reader.Grants.ScopesOf(Permission.WriteJournal, today).Select(scope => scope.Split('/')).Where(scope => scope.Length > 2)
            .Select(scope => scope[1]).ToHashSet();
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => single.Contains(c.Course.Value) || MayRead(c)).ToDictionary(c => c.Course);
        var years = (await session.LoadManyAsync<YearCalendar>(cancel, courses.Values.Select(c => Streams.Year(c.Year)).Distinct().ToArray()))
            .ToDictionary(y => y.Year);
        var units = courses.Values.GroupBy(c => c.Unit).ToDictionary(unit => unit.Key, unit => unit.First());
        var tables = (await session.LoadManyAsync<UnitTimetable>(cancel, units.Keys.Select(Streams.Timetable).ToArray()))
            .Where(t => years.ContainsKey(units[t.Unit].Year)).ToList();
        var regimes = await ClassRegimes.Of(session, courses.Values.Select(c => c.Classes[0]), cancel);
        var places = await History.Places(session, courses.Keys, cancel);

        // The deputy and the director may write everywhere; a day of lessons is a teacher's.
        List<(DateOnly Day, TimetableSlot Slot)> scheduled = reader.Role != Role.Teacher ? [] : Enumerable.Range(-DebtDays, DebtDays + 1).Select(today.AddDays).Union([shown])
            .SelectMany(date => tables.SelectMany(t => t.On(date, units[t.Unit].Level, years[units[t.Unit].Year])).Select(slot => (Day: date, Slot: slot)))
            .Where(s => courses.TryGetValue(s.Slot.Course, out var taught) && taught.IsTaughtOn(s.Day)
                && reader.Grants.Allow(Permission.WriteJournal, new LessonId(s.Slot.Course, s.Day, s.Slot.Slot).Resource, s.Day))
            .ToList();
        if (reader.Role == Role.Teacher) scheduled.AddRange(await Extra(session, shown, courses, reader, cancel));
        if (reader.Role == Role.Teacher) scheduled = await WithReceived(session, scheduled, courses, reader, shown < today ? shown : today, shown > today ? shown : today, cancel);
        scheduled = [.. scheduled.OrderBy(s => s.Day).ThenBy(s => s.Slot.Slot)];
        var keys = scheduled.Select(s => new LessonId(s.Slot.Course, s.Day, s.Slot.Slot)).ToList();
        var lessons = (await session.LoadManyAsync<Lesson>(cancel, keys.Select(k => k.Stream).ToArray())).ToDictionary(l => l.Key);
        var words = await names.Shifts(session, reader.School, [.. lessons.Values.Select(l => l.Shift).OfType<LessonShift>()], cancel);
        var rules = await session.LoadAsync<JournalRules>(Streams.Regulation, cancel);
        var life = await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel);
        var planned = (await works.On(session, [.. scheduled.Where(s => s.Day == shown).Select(s => s.Slot.Course).Distinct()], shown, cancel)).ToLookup(w => (w.Course, w.Slot));
        var completed = staff is { } of ? (await session.Events.FetchStreamAsync(DayStreams.Of(of, shown), token: cancel)).LastOrDefault() : null;
        var left = (completed?.Data as DayCompleted)?.Lessons ?? [];
        var notes = await names.Notes(reader.School, left.Select(l => l.Note?.Opening), cancel);
        var time = TimeOnly.FromDateTime(school is null ? now.UtcDateTime : TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone)).DateTime);

        var all = scheduled.Zip(keys).Select(pair => Row(pair.First.Slot, pair.Second)).ToList();
        return new DayPage(
            shown, reader.Role == Role.Teacher, [.. all.Where(l => l.Lesson.Date == shown)],
            [.. all.Where(l => l.Lesson.Date < today && l.Lesson.Date != shown && l.Topic is null && l.NotHeld is null && !l.GivenByAnother && l.Changed?.Shift.IsOff != true)],
            [.. courses.Values.Where(MayRead).Select(Link).OfType<JournalLink>()
                .OrderBy(l => Level(l.ClassName)).ThenBy(l => l.ClassName, StringComparer.CurrentCulture).ThenBy(l => l.Subject, StringComparer.CurrentCulture)])
        {
            Owed = reader.Role != Role.Teacher ? [] : [.. (await OwedIn(session, courses.Keys, today, cancel))
                .Where(l => reader.Grants.Allow(Permission.WriteJournal, l.Key.Resource, today))
                .SelectMany(l => l.Cells.Values.Where(c => c.Due <= today).GroupBy(c => c.Due!.Value).Select(due => Owe(l.Key, due.Key, due.Count()))).OfType<OwedGrades>()
                .OrderBy(o => o.Due).ThenBy(o => o.Lesson.Date)],
            Today = today,
            Own = staff is not null,
            Completed = completed?.Timestamp,
        };

        OwedGrades? Owe(LessonId lesson, DateOnly due, int count) =>
            years.GetValueOrDefault(courses[lesson.Course].Year)?.TermOn(lesson.Date, courses[lesson.Course].Level) is { } term
                ? new OwedGrades(lesson, term.Id, places[lesson.Course].Class, places[lesson.Course].Subject, due, count)
                : null;

        bool MayRead(CourseCard course) => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(course.Course));

        DayLesson Row(TimetableSlot slot, LessonId id)
        {
            var course = courses[slot.Course];
            var year = years[course.Year];
            var bell = year.BellsOn(id.Date, course.Level, [.. regimes[course.Classes[0]]]).FirstOrDefault(b => b.Slot == slot.Slot);
            var lesson = lessons.GetValueOrDefault(id);
            var missed = rules?.On(id.Date)?.Attendance.Where(a => a.Missed).Select(a => a.Letter).ToHashSet() ?? [];
            var begun = id.Date < today
                || (bell is not null && TimeOnly.TryParse(bell.Starts, CultureInfo.InvariantCulture, out var starts) && time >= starts);
            return new DayLesson(
                id, year.TermOn(id.Date, course.Level)!.Id, bell?.Starts, bell?.Ends, places[slot.Course].Class, places[slot.Course].Subject, slot.Room,
                lesson?.Topic?.Text, lesson?.Homework?.Text, lesson?.Cells.Values.Sum(c => c.Standing.Count()) ?? 0,
                lesson?.Cells.Values.Count(c => c.Attendance is not null && missed.Contains(c.Attendance)) ?? 0, lesson is { Unopened: false }, begun)
            {
                Work = id.Date == shown ? planned[(id.Course, id.Slot)].FirstOrDefault() : null,
                ForAnother = !reader.Grants.Allow(Permission.WriteJournal, Streams.Course(id.Course), id.Date),
                Changed = lesson?.Shift is { } shift && words is not null ? (shift, words.Of(shift)) : null,
                Missing = GivenLesson.LacksOf(lesson),
                Left = left.FirstOrDefault(l => l.Lesson == id)?.Note is { } note ? notes.GetValueOrDefault(note.Opening) : null,
                NotHeld = lesson?.NotHeld is { } not ? life?.On(id.Date)?.NotHeld.FirstOrDefault(r => r.Code == not.Text)?.Name ?? not.Text : null,
                Extra = lesson?.Extra is { } extra ? life?.On(id.Date)?.Extra.FirstOrDefault(k => k.Code == extra)?.Name ?? extra : null,
                GivenByAnother = lesson?.Substitute is not null && reader.Grants.Allow(Permission.WriteJournal, Streams.Course(id.Course), id.Date),
            };
        }

        JournalLink? Link(CourseCard course)
        {
            var term = years.GetValueOrDefault(course.Year)?.TermToShow(today, course.Level);
            return term is null ? null : new JournalLink(course.Course, term.Id, places[course.Course].Class, places[course.Course].Subject);
        }
    }

    /// <summary>Lessons of these courses in which a grade should have been given by today.</summary>
    private static Task<IReadOnlyList<Lesson>> OwedIn(IQuerySession session, IEnumerable<CourseId> courses, DateOnly today, CancellationToken cancel) =>
        session.QueryAsync<Lesson>(
            $"where d.tenant_id = ? and d.data ->> 'course' = any(?) and {Owed("d.data")} and d.data ->> 'firstDue' <= ?",
            cancel, session.TenantId, courses.Select(c => c.Value).ToArray(), today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Lessons transferred to a day stand in no timetable.</summary>
    private static async Task<List<(DateOnly Day, TimetableSlot Slot)>> WithReceived(
        IQuerySession session, List<(DateOnly Day, TimetableSlot Slot)> scheduled, Dictionary<CourseId, CourseCard> courses, Actor reader, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var changed = await session.QueryAsync<ChangedLesson>(
            "where d.tenant_id = ? and d.data ->> 'day' between ? and ?", cancel, session.TenantId, Iso(first.AddDays(-DebtDays)), Iso(last));
        return [.. scheduled.Concat(changed
                .Where(c => c.Shift?.From is not null && courses.ContainsKey(c.Lesson.Course) && reader.Grants.Allow(Permission.WriteJournal, c.Lesson.Resource, c.Lesson.Date))
                .Select(c => (Day: c.Lesson.Date, Slot: new TimetableSlot(0, c.Lesson.Slot, c.Lesson.Course, null, null))))];

        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Lessons outside the timetable, as if they stood in it.</summary>
    private static async Task<IEnumerable<(DateOnly Day, TimetableSlot Slot)>> Extra(
        IQuerySession session, DateOnly day, Dictionary<CourseId, CourseCard> courses, Actor reader, CancellationToken cancel)
    {
        var found = await session.Query<Lesson>().Where(l => l.MatchesSql(
            "(d.data ->> 'extra') is not null and d.data ->> 'day' = ?", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ToListAsync(cancel);
        return found.Where(l => courses.ContainsKey(l.Key.Course) && reader.Grants.Allow(Permission.WriteJournal, l.Key.Resource, day))
            .Select(l => (day, new TimetableSlot(0, l.Key.Slot, l.Key.Course, null, null)));
    }

    private static int Level(string className) => int.TryParse(className.Split(' ')[0], out var level) ? level : 0;
}
