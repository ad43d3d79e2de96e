using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.DayBooks;

/// <summary>Сколько учителей подтвердили день (D-12): for a deputy, of the courses in charge.</summary>
public sealed record DayBook(DateOnly Date, DateOnly Today, IReadOnlyList<TeacherOfDay> Teachers);

/// <summary>A teacher with lessons on the day.</summary>
/// <param name="At">When the day was said to be complete; null: it was not.</param>
public sealed record TeacherOfDay(StaffId Staff, string Name, DateTimeOffset? At, IReadOnlyList<LessonOfDay> Lessons)
{
    public int Incomplete => Lessons.Count(l => l.Missing.Count > 0);
}

/// <param name="Missing">What it lacks now.</param>
/// <param name="Note">What the teacher said of it.</param>
public sealed record LessonOfDay(LessonId Lesson, string ClassName, string Subject, IReadOnlyList<string> Missing, string? Note);

public sealed class DayRegister(IDocumentStore store, Names names, TimeProvider clock)
{
    public async Task<DayBook?> Of(Actor reader, DateOnly? day, CancellationToken cancel = default)
    {
        if (!reader.Grants.All.Any(grant => grant.Permission == Permission.ReadChanges)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var now = clock.GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var date = day ?? today;
        var lessons = (await TeacherDays.Of(session, date, null, cancel)).Where(l => reader.Grants.AllowEver(Permission.ReadChanges, Streams.Course(l.Lesson.Course))).ToList();
        var places = await History.Places(session, lessons.Select(l => l.Lesson.Course), cancel);
        var keys = lessons.Select(l => DayStreams.Of(l.Staff, date)).Distinct().ToArray();
        var days = (await session.LoadManyAsync<CompletedDay>(cancel, keys)).ToDictionary(d => d.Staff);
        var times = keys.Length == 0 ? [] : (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(keys)).ToListAsync(cancel))
            .GroupBy(e => e.StreamKey!).ToDictionary(g => g.Key, g => g.Max(e => e.Timestamp));
        var notes = await names.Notes(reader.School, days.Values.SelectMany(d => d.Lessons).Select(l => l.Note?.Opening), cancel);
        var called = await names.Staff(session, reader.School, lessons.Select(l => l.Staff), cancel);
        return new DayBook(date, today, [.. lessons.GroupBy(l => l.Staff)
            .Select(g => new TeacherOfDay(g.Key, called.GetValueOrDefault(g.Key, "—"), times.TryGetValue(DayStreams.Of(g.Key, date), out var at) ? at : null, [.. g.Select(Shown)]))
            .OrderBy(t => t.Name, StringComparer.CurrentCulture)]);

        LessonOfDay Shown(GivenLesson lesson)
        {
            var said = days.GetValueOrDefault(lesson.Staff)?.Lessons.FirstOrDefault(l => l.Lesson == lesson.Lesson);
            var (className, subject) = places[lesson.Lesson.Course];
            return new LessonOfDay(lesson.Lesson, className, subject, lesson.Missing, said?.Note is { } note ? notes.GetValueOrDefault(note.Opening) : null);
        }
    }
}
