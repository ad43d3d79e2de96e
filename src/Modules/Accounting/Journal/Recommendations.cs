using System.Globalization;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Journal;

/// <summary>Рекомендация обучающемуся (Z-6.14) as it stands.</summary>
public sealed record Advice(PupilId Pupil, LessonId Lesson, string Text);

/// <summary>Reads recommendations of whole courses, for those who read their journals; families have theirs in the week.</summary>
public sealed class Recommendations(IDocumentStore store, Names names)
{
    /// <summary>Those of the courses that the reader may read, by day and lesson; erased ones are left out.</summary>
    public async Task<IReadOnlyList<Advice>> Of(Actor reader, IReadOnlyCollection<CourseId> courses, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        var open = courses.Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c))).Select(c => c.Value).ToArray();
        if (open.Length == 0) return [];
        await using var session = store.QuerySession(reader.School.Value);
        var lessons = await session.Query<Lesson>()
            .Where(l => l.MatchesSql("d.data ->> 'course' = any(?) and d.data ->> 'day' between ? and ? and d.data ->> 'recommendations' is not null", open, Day(from), Day(to)))
            .ToListAsync(cancel);
        var words = await names.Notes(reader.School, lessons.SelectMany(l => l.PupilsWords().Values).Select(w => w.Text), cancel);
        return
        [
            .. from lesson in lessons.OrderBy(l => l.Key.Date).ThenBy(l => l.Key.Slot).ThenBy(l => l.Id, StringComparer.Ordinal)
               from said in lesson.PupilsWords().OrderBy(w => w.Key, StringComparer.Ordinal)
               where said.Value.Text is { } text && words.ContainsKey(text)
               select new Advice(new PupilId(said.Key), lesson.Key, words[said.Value.Text!.Value]),
        ];
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
