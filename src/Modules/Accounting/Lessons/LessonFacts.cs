using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>What the school says about a lesson: everything a rule needs to judge an entry, fetched before the handler runs.</summary>
/// <param name="Course">Null: there is no such course.</param>
/// <param name="Today">The school's calendar day.</param>
/// <param name="Now">The instant of the entry.</param>
/// <param name="EnteredAt">When the entries were made that the person saw and changes, by version.</param>
public sealed record LessonFacts(
    CourseCard? Course, ClassRoster? Class, YearCalendar? Year, JournalRulesSet? Rules, bool InTimetable, DateOnly Today, DateTimeOffset Now,
    IReadOnlyDictionary<int, DateTimeOffset>? EnteredAt = null)
{
    /// <param name="seen">Versions of the entries that the person saw; 0 stands for an empty place.</param>
    public static async Task<LessonFacts> Load(
        LessonId lesson, IEnumerable<int> seen, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var course = await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel);
        var now = clock.GetUtcNow();
        if (course is null) return new LessonFacts(null, null, null, null, false, default, now);

        var batch = session.CreateBatchQuery();
        var roster = batch.Load<ClassRoster>(course.Class.Value);
        var year = batch.Load<YearCalendar>(Streams.Year(course.Year));
        var rules = batch.Load<JournalRules>(Streams.Regulation);
        var table = batch.Load<ClassTimetable>(Streams.Timetable(course.Class));
        var school = batch.Load<SchoolCard>("school/" + session.TenantId);
        await batch.Execute(cancel);

        return new LessonFacts(
            course, await roster, await year, (await rules)?.On(lesson.Date),
            (await table)?.On(lesson.Date).Any(s => s.Slot == lesson.Slot && s.Course == lesson.Course) ?? false,
            (await school)?.DayAt(now) ?? default, now,
            await EntryTime.Of(session, lesson, seen, cancel));
    }
}
