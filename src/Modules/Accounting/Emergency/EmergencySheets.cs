using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Emergency;

/// <summary>Бланк урока на случай сбоя (D-6): what is filled in by hand while the program cannot be reached.</summary>
/// <param name="Topic">Recorded, else as planned; null where neither is there.</param>
/// <param name="Pupils">Names in the order of the journal page.</param>
public sealed record EmergencySheet(LessonId Lesson, string ClassName, string Subject, string? Teacher, string? Topic, IReadOnlyList<string> Pupils);

/// <summary>Бланки на день: a teacher's own lessons, or those of a class.</summary>
/// <param name="Of">The class's name; null: the reader's own.</param>
public sealed record EmergencyDay(DateOnly Date, string? Of, IReadOnlyList<EmergencySheet> Sheets)
{
    /// <summary>Null: the reader's own.</summary>
    public ClassId? Class { get; init; }
}

/// <summary>Reads today's lessons for paper.</summary>
public sealed class EmergencySheets(IDocumentStore store, Days days, JournalPages pages, TimeProvider clock)
{
    /// <summary>The reader's own lessons of today.</summary>
    public async Task<EmergencyDay> Own(Actor reader, CancellationToken cancel = default)
    {
        var day = await days.Of(reader, cancel: cancel);
        return new EmergencyDay(day.Date, null, await Sheets(reader, day.Lessons.Where(l => !l.GivenByAnother).Select(l => l.Lesson), cancel));
    }

    /// <summary>Today's lessons of a class, as far as the reader may read its journals. Null: there is no such class, or nothing of it to read.</summary>
    public async Task<EmergencyDay?> OfClass(Actor reader, ClassId schoolClass, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster
            || await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel) is not { } year) return null;
        var courses = (await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data -> 'classes' @> to_jsonb(?::text)", cancel, session.TenantId, roster.Id))
            .Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course))).ToDictionary(c => c.Course);
        if (courses.Count == 0) return null;
        var now = clock.GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var tables = await session.LoadManyAsync<UnitTimetable>(cancel, courses.Values.Select(c => Streams.Timetable(c.Unit)).Distinct().ToArray());
        var lessons = tables.SelectMany(t => t.On(today, roster.Level, year)).OrderBy(s => s.Slot)
            .Where(s => courses.TryGetValue(s.Course, out var course) && course.IsTaughtOn(today)).Select(s => new LessonId(s.Course, today, s.Slot));
        return new EmergencyDay(today, roster.Name, await Sheets(reader, lessons, cancel)) { Class = schoolClass };
    }

    private async Task<IReadOnlyList<EmergencySheet>> Sheets(Actor reader, IEnumerable<LessonId> lessons, CancellationToken cancel)
    {
        var sheets = new List<EmergencySheet>();
        foreach (var lesson in lessons)
        {
            if (await pages.OfLesson(reader, lesson, cancel) is not { } page || page.Lessons.FirstOrDefault(l => l.Lesson == lesson) is not { } column) continue;
            sheets.Add(new EmergencySheet(
                lesson, page.ClassName, page.Subject, page.Teacher, column.Topic ?? column.PlannedTopic,
                [.. page.Pupils.Where(p => p.From <= lesson.Date && !(p.Left <= lesson.Date)).Select(p => p.Name)]));
        }
        return sheets;
    }
}
