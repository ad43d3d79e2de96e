using System.Globalization;
using System.Text.Json;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Journal;

/// <summary>Кого не было на прошлом уроке: absent in the last recorded lesson of the class before this one, on the same day; offered to the teacher, never entered by itself.</summary>
/// <param name="Slot">Number of that lesson in the day.</param>
/// <param name="Subject">Its subject; of a divided class the first.</param>
public sealed record EarlierAbsence(int Slot, string Subject, IReadOnlyList<EarlierAbsent> Absent);

/// <param name="Code">As marked there.</param>
public sealed record EarlierAbsent(PupilId Pupil, string Code);

/// <summary>Looks for it when the page is open already: the page itself does not wait for other subjects.</summary>
public sealed class EarlierAbsences(IDocumentStore store)
{
    private static readonly EarlierAbsence Nobody = new(0, "", []);

    /// <summary>Null: no such course, or no right to write there — the two are not told apart. Nobody in the list: nothing to offer.</summary>
    public async Task<EarlierAbsence?> Before(Actor reader, LessonId lesson, CancellationToken cancel = default)
    {
        if (!reader.Grants.Allow(Permission.WriteJournal, lesson.Resource, lesson.Date)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is not { } course) return null;
        var courses = new Dictionary<CourseId, CourseCard>();
        foreach (var schoolClass in course.Classes)
        {
            var ofClass = JsonSerializer.Serialize(new { classes = new[] { schoolClass.Value } });
            foreach (var c in await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data @> ?::jsonb", ofClass)).ToListAsync(cancel)) courses[c.Course] = c;
        }
        var earlier = (await session.QueryAsync<Lesson>(
                "where d.tenant_id = ? and d.data ->> 'course' = any(?) and d.data ->> 'day' = ?",
                cancel, session.TenantId, courses.Keys.Select(c => c.Value).ToArray(), lesson.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            .Where(l => l.Key.Slot < lesson.Slot && !l.Unopened).ToList();
        if (earlier.Count == 0) return Nobody;

        var last = earlier.Max(l => l.Key.Slot);
        var classes = await session.LoadManyAsync<ClassRoster>(cancel, [.. course.Classes.Select(c => c.Value)]);
        var group = course.Group is { } g ? await session.LoadAsync<StudyGroupCard>(Streams.Group(g), cancel) : null;
        var roster = CourseRoster.Of(course, [.. classes], group);
        var missed = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(lesson.Date)?.Attendance.Where(a => a.Missed).Select(a => a.Letter).ToHashSet() ?? [];
        // Only the reader's own pupils: the attendance of others is not told.
        var absent = earlier.Where(l => l.Key.Slot == last)
            // Where a document has explained the absence, what a teacher marks is offered: the document turns it here as it did there.
            .SelectMany(l => l.Cells.Select(cell => new EarlierAbsent(PupilId.From(cell.Key), cell.Value.Explained?.Before ?? cell.Value.Attendance ?? "")))
            .Where(a => missed.Contains(a.Code) && roster?.On(a.Pupil, lesson.Date) is not null).DistinctBy(a => a.Pupil).ToList();
        var subject = await session.LoadAsync<SubjectCard>(Streams.Subject(courses[earlier.First(l => l.Key.Slot == last).Key.Course].Subject), cancel);
        return absent.Count == 0 ? Nobody : new EarlierAbsence(last, subject?.Name ?? "", absent);
    }
}
