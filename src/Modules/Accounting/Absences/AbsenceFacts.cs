using System.Globalization;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Accounting.Absences;

/// <summary>Урок, in which the pupil's attendance is marked.</summary>
/// <param name="Version">How many events its stream had before it was read: whatever came since refuses the append.</param>
/// <param name="Closed">Its day stands on a closed page.</param>
/// <param name="Pending">Requests for corrections in it that wait or are open.</param>
public sealed record MarkedLesson(Lesson Lesson, long Version, bool Closed, IReadOnlyList<Correction> Pending);

/// <summary>What a document is judged by, and all lessons in its days where the pupil's attendance is marked, of whatever course and whoever taught them.</summary>
/// <param name="Class">The class whose teacher acts; null: there is no such class.</param>
/// <param name="Documents">All of the pupil, withdrawn ones too; oldest first.</param>
public sealed record AbsenceFacts(
    AbsenceRulesSet? Rules, JournalRules? Journal, DateOnly Today, DateTimeOffset Now, YearCalendar? Year, ClassRoster? Class,
    IReadOnlyList<AbsenceDocument> Documents, IReadOnlyList<MarkedLesson> Lessons)
{
    public AbsenceDocument? Find(AbsenceDocumentId id) => Documents.FirstOrDefault(d => d.Key == id);

    public static async Task<AbsenceFacts> Load(
        ClassId schoolClass, PupilId pupil, DateOnly from, DateOnly until, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var rules = batch.Load<AbsenceRules>(Streams.Absences);
        var journal = batch.Load<JournalRules>(Streams.Regulation);
        var school = batch.Load<SchoolCard>(Streams.School(new SchoolId(session.TenantId)));
        var roster = batch.Load<ClassRoster>(schoolClass.Value);
        await batch.Execute(cancel);
        var now = clock.GetUtcNow();
        var today = (await school)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var documents = await session.QueryAsync<AbsenceDocument>(
            "where d.tenant_id = ? and d.data ->> 'person' = ? order by d.mt_last_modified, d.id", cancel, session.TenantId, pupil.Value);
        var year = await roster is { } found ? await session.LoadAsync<YearCalendar>(Streams.Year(found.Year), cancel) : null;
        return new AbsenceFacts(
            (await rules)?.On(today), await journal, today, now, year, await roster, documents,
            await Marked(session, pupil, from, until, cancel));
    }

    /// <summary>The lessons of the pupil's classes and groups, by versions that were read before them.</summary>
    private static async Task<IReadOnlyList<MarkedLesson>> Marked(IQuerySession session, PupilId pupil, DateOnly from, DateOnly until, CancellationToken cancel)
    {
        const string sql = $$"""
            select s.id, s.version from {{EventStore.Schema}}.mt_doc_lesson d
              join {{EventStore.Schema}}.mt_streams s on s.tenant_id = d.tenant_id and s.id = d.id
            where d.tenant_id = $1 and d.data ->> 'day' between $3 and $4 and d.data #>> array['cells', $2, 'attendance'] is not null
              and d.data ->> 'course' in (
                select c.data ->> 'course' from {{EventStore.Schema}}.mt_doc_coursecard c
                  join {{EventStore.Schema}}.mt_doc_classroster r on r.tenant_id = c.tenant_id and c.data -> 'classes' @> to_jsonb(r.id)
                where c.tenant_id = $1 and r.data @> jsonb_build_object('pupils', jsonb_build_array(jsonb_build_object('pupil', $2))))
            """;
        var versions = new Dictionary<string, long>();
        await using (var command = new NpgsqlCommand(sql))
        {
            foreach (var value in (string[])[session.TenantId, pupil.Value, Iso(from), Iso(until)])
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            await using var reader = await session.ExecuteReaderAsync(command, cancel);
            while (await reader.ReadAsync(cancel)) versions[reader.GetString(0)] = reader.GetInt64(1);
        }
        if (versions.Count == 0) return [];
        string[] keys = [.. versions.Keys];
        var lessons = await session.LoadManyAsync<Lesson>(cancel, keys);
        var pages = await ClosedPages(session, lessons.Select(l => l.Course), cancel);
        var pending = (await session.QueryAsync<Correction>("where d.tenant_id = ? and d.data ->> 'pending' = any(?)", cancel, session.TenantId, keys)).ToLookup(c => c.Pending);
        return [.. lessons.OrderBy(l => l.Day, StringComparer.Ordinal).ThenBy(l => l.Key.Slot)
            .Select(l => new MarkedLesson(l, versions[l.Id], IsClosed(pages, l.Key), [.. pending[l.Id]]))];
    }

    internal static async Task<ILookup<string, TermPage>> ClosedPages(IQuerySession session, IEnumerable<string> courses, CancellationToken cancel) =>
        (await session.QueryAsync<TermPage>(
            "where d.tenant_id = ? and d.data ->> 'course' = any(?) and (d.data ->> 'closed')::boolean", cancel, session.TenantId, courses.Distinct().ToArray()))
        .ToLookup(p => p.Course);

    internal static bool IsClosed(ILookup<string, TermPage> pages, LessonId lesson) =>
        pages[lesson.Course.Value].Any(p => string.CompareOrdinal(p.From, Lesson.DayOf(lesson)) <= 0 && string.CompareOrdinal(Lesson.DayOf(lesson), p.To) <= 0);

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
