using System.Globalization;
using System.Text.Json;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.DayBooks;

/// <summary>One lesson of a day and who gives it.</summary>
/// <param name="Staff">The substitute, else the teacher of the course that day.</param>
/// <param name="Stored">Null: nothing is recorded of it.</param>
public sealed record GivenLesson(LessonId Lesson, StaffId Staff, CourseCard Course, Lesson? Stored)
{
    public IReadOnlyList<string> Missing => LacksOf(Stored);

    /// <summary>What a lesson lacks: of <see cref="Lacks"/>; nothing of one that was not held, cancelled or moved away.</summary>
    public static IReadOnlyList<string> LacksOf(Lesson? lesson)
    {
        if (lesson?.NotHeld is not null || lesson?.Shift?.IsOff == true) return [];
        var missing = new List<string>(3);
        if (lesson?.Topic is null) missing.Add(Lacks.Topic);
        if (lesson?.AttendanceIsSeen is not true) missing.Add(Lacks.Attendance);
        if (lesson is null || (lesson.Homework is null or { Text.Length: 0 } && lesson.PupilsHomework().Values.All(own => own.Text is null))) missing.Add(Lacks.Homework);
        return missing;
    }
}

/// <summary>Whose lessons a day has: the timetable, substitutions, transfers and lessons outside the timetable.</summary>
public static class TeacherDays
{
    /// <summary>The few lessons that the timetable alone does not tell of have an index of their own by day.</summary>
    public const string Special = "(data ->> 'extra') is not null or (data ->> 'shift') is not null";

    /// <param name="staff">Null: of everybody.</param>
    public static async Task<IReadOnlyList<GivenLesson>> Of(IQuerySession session, DateOnly date, StaffId? staff, CancellationToken cancel)
    {
        var special = await session.Query<Lesson>().Where(l => l.MatchesSql(
            "((d.data ->> 'extra') is not null or (d.data ->> 'shift') is not null) and d.data ->> 'day' = ?",
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ToListAsync(cancel);
        var courses = (staff is { } one ? await CoursesOf(session, one, special, cancel) : await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.IsTaughtOn(date)).DistinctBy(c => c.Course).ToDictionary(c => c.Course);
        var years = (await session.LoadManyAsync<YearCalendar>(cancel, courses.Values.Select(c => Streams.Year(c.Year)).Distinct().ToArray())).ToDictionary(y => y.Year);
        var units = courses.Values.GroupBy(c => c.Unit).ToDictionary(u => u.Key, u => u.First());
        var tables = await session.LoadManyAsync<UnitTimetable>(cancel, units.Keys.Select(Streams.Timetable).ToArray());
        var keys = tables.Where(t => years.ContainsKey(units[t.Unit].Year))
            .SelectMany(t => t.On(date, units[t.Unit].Level, years[units[t.Unit].Year]))
            .Where(s => courses.ContainsKey(s.Course)).Select(s => new LessonId(s.Course, date, s.Slot))
            .Union(special.Where(l => (l.Extra is not null || l.Shift?.From is not null) && courses.ContainsKey(l.Key.Course)).Select(l => l.Key)).ToList();
        var stored = (await session.LoadManyAsync<Lesson>(cancel, keys.Select(k => k.Stream).ToArray())).ToDictionary(l => l.Key);
        return [.. from key in keys
                   let lesson = stored.GetValueOrDefault(key)
                   where lesson?.Shift?.IsOff != true
                   let course = courses[key.Course]
                   let teacher = lesson?.Substitute ?? course.TeacherOn(date)?.Teacher
                   where teacher is not null && (staff is null || teacher == staff)
                   orderby key.Slot
                   select new GivenLesson(key, teacher.Value, course, lesson)];
    }

    private static async Task<IEnumerable<CourseCard>> CoursesOf(IQuerySession session, StaffId staff, IReadOnlyList<Lesson> special, CancellationToken cancel)
    {
        var own = await session.Query<CourseCard>()
            .Where(c => c.MatchesSql("d.data @> ?::jsonb", JsonSerializer.Serialize(new { teachers = new[] { new { teacher = staff.Value } } }))).ToListAsync(cancel);
        var substituted = special.Where(l => l.Substitute == staff).Select(l => Streams.Course(l.Key.Course)).Distinct().ToArray();
        return substituted.Length == 0 ? own : own.Concat(await session.LoadManyAsync<CourseCard>(cancel, substituted));
    }
}
