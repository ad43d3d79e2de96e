using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>Мой день: a lesson of today and what is still missing in it.</summary>
public sealed record DayLesson(
    LessonId Lesson, TermId? Term, string ClassName, string Subject, string? Starts, string? Ends, string? Room,
    string? Topic, bool HasHomework, int Entries);

/// <summary>Мой день and the courses a person may open.</summary>
/// <param name="Courses">Every page the person may read.</param>
public sealed record Day(DateOnly Date, IReadOnlyList<DayLesson> Lessons, IReadOnlyList<CourseLink> Courses);

public sealed record CourseLink(CourseId Course, string ClassName, string Subject);

/// <summary>Reads a person's day.</summary>
public sealed class Days(IDocumentStore store, TimeProvider clock)
{
    public async Task<Day> Of(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.DayAt(clock.GetUtcNow())
            ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course))).ToDictionary(c => c.Course);
        var places = await History.Places(session, courses.Keys, cancel);
        var links = courses.Keys.Select(c => new CourseLink(c, places[c].Class, places[c].Subject))
            .OrderBy(c => int.TryParse(c.ClassName.Split(' ')[0], out var level) ? level : 0).ThenBy(c => c.ClassName).ThenBy(c => c.Subject).ToList();

        var mine = courses.Values.Where(c => reader.Grants.Allow(Permission.WriteJournal, Streams.Course(c.Course), today)).Select(c => c.Course).ToHashSet();
        var tables = await session.LoadManyAsync<ClassTimetable>(cancel, courses.Values.Select(c => Streams.Timetable(c.Class)).Distinct().ToArray());
        var slots = tables.SelectMany(t => t.On(today)).Where(s => mine.Contains(s.Course)).OrderBy(s => s.Slot).ToList();
        var ids = slots.Select(s => new LessonId(s.Course, today, s.Slot)).ToList();
        var lessons = (await session.LoadManyAsync<Lesson>(cancel, ids.Select(l => l.Stream).ToArray())).ToDictionary(l => l.Key);
        var years = (await session.LoadManyAsync<YearCalendar>(cancel, courses.Values.Select(c => Streams.Year(c.Year)).Distinct().ToArray())).ToDictionary(y => y.Year);
        return new Day(today, [.. slots.Zip(ids).Select(pair => Lesson(pair.First, pair.Second))], links);

        DayLesson Lesson(TimetableSlot slot, LessonId id)
        {
            var year = years.GetValueOrDefault(courses[slot.Course].Year);
            var bell = year?.Bells.FirstOrDefault(b => b.Slot == slot.Slot);
            var lesson = lessons.GetValueOrDefault(id);
            return new DayLesson(
                id, year?.TermOn(today)?.Id, places[slot.Course].Class, places[slot.Course].Subject, bell?.Starts, bell?.Ends, slot.Room,
                lesson?.Topic?.Text, lesson?.Homework is { Text.Length: > 0 }, lesson?.Cells.Count ?? 0);
        }
    }
}
