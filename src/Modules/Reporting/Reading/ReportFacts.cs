using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Register;
using ElJournal.Setup;
using Marten;
using Npgsql;

namespace ElJournal.Reporting.Reading;

/// <summary>Отметка за период that stands.</summary>
public sealed record TermGradeRow(CourseId Course, TermId Term, PupilId Pupil, string Grade);

/// <summary>Отметка о посещении that stands.</summary>
/// <param name="Grade">The grade that stands in the same cell; null: none does.</param>
/// <param name="GradeAt">When it was first recorded.</param>
public sealed record AbsenceRow(LessonId Lesson, PupilId Pupil, string Code, string? Kind, string? Topic, int? PlanItem, string? Grade, DateTimeOffset? GradeAt);

/// <summary>Версия отметки in a lesson: how long it stood, and what came in its place.</summary>
/// <param name="Until">Null: it stands.</param>
/// <param name="Next">What stands in its place now; null: nothing does.</param>
public sealed record GradeRow(
    LessonId Lesson, PupilId Pupil, int Place, string Grade, DateTimeOffset Since, DateTimeOffset? Until, string? Next, string? Other, string? WorkType, string? Topic, int? PlanItem);

/// <summary>What is recorded of a lesson, without its words.</summary>
public sealed record LessonRow(CourseId Course, DateOnly Day, int Slot, LessonFact Fact);

/// <summary>Reads the facts of the journal for reports: one question for each, whatever the filter.</summary>
/// <remarks>
/// The connection keeps plans, and a kept plan knows nothing of its parameters: it would take a term for a handful of rows and compare each of them with
/// every course of the school. So days stand in the text of a question, and courses are asked for only where not all of them are wanted; who asks leaves
/// out rows of courses that it does not know.
/// </remarks>
public static class ReportFacts
{
    public static Task<List<TermGradeRow>> TermGrades(IQuerySession session, IEnumerable<TermId> terms, IEnumerable<CourseId> courses, CancellationToken cancel) => Rows(
        session, "select course, term, pupil, grade from facts.term_grade where tenant_id = $1 and until is null and term = any($2) and course in (select unnest($3))",
        [Ids(terms), Ids(courses)],
        r => new TermGradeRow(new CourseId(r.GetString(0)), new TermId(r.GetString(1)), new PupilId(r.GetString(2)), r.GetString(3)), cancel);

    /// <param name="courses">Null: all.</param>
    public static Task<List<AbsenceRow>> Absences(
        IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId>? courses, IEnumerable<string> codes, CancellationToken cancel) => Rows(
        session,
        $"""
        select a.lesson, a.pupil, a.code, a.kind, l.topic, l.plan_item, g.grade, g.first_at from facts.absence a
        left join facts.lesson l on l.tenant_id = a.tenant_id and l.lesson = a.lesson and l.until is null and {Between("l.day", from, to)}
        left join facts.grade g on g.tenant_id = a.tenant_id and g.lesson = a.lesson and g.pupil = a.pupil and g.place = 0 and g.until is null and {Between("g.day", from, to)}
        where a.tenant_id = $1 and a.until is null and {Between("a.day", from, to)} and a.code = any($2){Among("a.course", courses, "$3")}
        """,
        Given(codes.Distinct().ToArray(), courses),
        r => new AbsenceRow(
            LessonId.Parse(r.GetString(0)), new PupilId(r.GetString(1)), r.GetString(2), FactReading.Text(r, 3), FactReading.Text(r, 4), Number(r, 5),
            FactReading.Text(r, 6), r.IsDBNull(7) ? null : r.GetFieldValue<DateTimeOffset>(7)), cancel);

    /// <summary>All versions of grades with these symbols, those that have ended since as well.</summary>
    /// <param name="courses">Null: all.</param>
    public static Task<List<GradeRow>> Grades(
        IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId>? courses, IEnumerable<string> symbols, CancellationToken cancel) => Rows(
        session,
        $"""
        select g.lesson, g.pupil, g.place, g.grade, g.since, g.until, n.grade, o.grade, l.work_type, l.topic, l.plan_item from facts.grade g
        left join facts.lesson l on l.tenant_id = g.tenant_id and l.lesson = g.lesson and l.until is null and {Between("l.day", from, to)}
        left join lateral (
            select n.grade from facts.grade n where g.until is not null and n.tenant_id = g.tenant_id and n.lesson = g.lesson and n.pupil = g.pupil and n.place = g.place and n.until is null
            limit 1) n on true
        left join lateral (
            select o.grade from facts.grade o where o.tenant_id = g.tenant_id and o.lesson = g.lesson and o.pupil = g.pupil and o.place > g.place and o.until is null
            order by o.place desc limit 1) o on true
        where g.tenant_id = $1 and {Between("g.day", from, to)} and g.grade = any($2){Among("g.course", courses, "$3")}
        """,
        Given(symbols.Distinct().ToArray(), courses),
        r => new GradeRow(
            LessonId.Parse(r.GetString(0)), new PupilId(r.GetString(1)), r.GetInt32(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4),
            r.IsDBNull(5) ? null : r.GetFieldValue<DateTimeOffset>(5), FactReading.Text(r, 6), FactReading.Text(r, 7), FactReading.Text(r, 8), FactReading.Text(r, 9), Number(r, 10)), cancel);

    /// <param name="courses">Null: all.</param>
    public static Task<List<LessonRow>> Lessons(IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId>? courses, CancellationToken cancel) => Rows(
        session, $"select course, day, slot, {FactReading.Columns} from facts.lesson where tenant_id = $1 and until is null and {Between("day", from, to)}{Among("course", courses, "$2")}",
        Given(courses), r => new LessonRow(new CourseId(r.GetString(0)), r.GetFieldValue<DateOnly>(1), r.GetInt16(2), FactReading.Fact(r, 3)), cancel);

    /// <summary>How many grades stand, by course and pupil.</summary>
    /// <param name="courses">Null: all.</param>
    public static Task<List<(CourseId Course, PupilId Pupil, int Count)>> GradeCounts(
        IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId>? courses, CancellationToken cancel) => Rows(
        session, $"select course, pupil, count(*)::int from facts.grade where tenant_id = $1 and until is null and {Between("day", from, to)}{Among("course", courses, "$2")} group by course, pupil",
        Given(courses), r => (new CourseId(r.GetString(0)), new PupilId(r.GetString(1)), r.GetInt32(2)), cancel);

    /// <summary>Grades that stand in lessons.</summary>
    public static Task<List<(LessonId Lesson, PupilId Pupil, int Place, string Grade)>> GradesOf(IQuerySession session, IEnumerable<LessonId> lessons, CancellationToken cancel) => Rows(
        session, "select lesson, pupil, place, grade from facts.grade where tenant_id = $1 and until is null and lesson = any($2)", [Ids(lessons)],
        r => (LessonId.Parse(r.GetString(0)), new PupilId(r.GetString(1)), r.GetInt32(2), r.GetString(3)), cancel);

    /// <summary>Marks of attendance that stand in lessons.</summary>
    public static Task<List<(LessonId Lesson, PupilId Pupil, string Code)>> AbsencesOf(IQuerySession session, IEnumerable<LessonId> lessons, CancellationToken cancel) => Rows(
        session, "select lesson, pupil, code from facts.absence where tenant_id = $1 and until is null and lesson = any($2)", [Ids(lessons)],
        r => (LessonId.Parse(r.GetString(0)), new PupilId(r.GetString(1)), r.GetString(2)), cancel);

    /// <summary>Of these lessons those that were moved, and where they were given.</summary>
    public static async Task<Dictionary<LessonId, LessonId>> MovedTo(IQuerySession session, IEnumerable<LessonId> lessons, CancellationToken cancel) => (await Rows(
        session, $"select lesson, {FactReading.Columns} from facts.lesson where tenant_id = $1 and until is null and shift is not null and lesson = any($2)", [Ids(lessons)],
        r => (Lesson: LessonId.Parse(r.GetString(0)), FactReading.Fact(r, 1).Shift?.To), cancel)).Where(m => m.To is not null).ToDictionary(m => m.Lesson, m => m.To!);

    /// <summary>How many lessons a pupil has missed, by course.</summary>
    public static Task<List<(CourseId Course, PupilId Pupil, int Count)>> MissedCounts(
        IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId> courses, IEnumerable<string> codes, CancellationToken cancel) => Rows(
        session,
        $"""
        select course, pupil, count(*)::int from facts.absence where tenant_id = $1 and until is null and {Between("day", from, to)} and code = any($2)
            and course in (select unnest($3)) group by course, pupil
        """,
        [codes.Distinct().ToArray(), Ids(courses)], r => (new CourseId(r.GetString(0)), new PupilId(r.GetString(1)), r.GetInt32(2)), cancel);

    /// <summary>Текущие отметки with the kind of work, for averages.</summary>
    public static Task<List<(CourseId Course, PupilId Pupil, DateOnly Day, string Grade, string? WorkType)>> Current(
        IQuerySession session, DateOnly from, DateOnly to, IEnumerable<CourseId> courses, CancellationToken cancel) => Rows(
        session,
        $"""
        select g.course, g.pupil, g.day, g.grade, l.work_type from facts.grade g
        left join facts.lesson l on l.tenant_id = g.tenant_id and l.lesson = g.lesson and l.until is null and {Between("l.day", from, to)}
        where g.tenant_id = $1 and g.until is null and {Between("g.day", from, to)} and g.course in (select unnest($2))
        """,
        [Ids(courses)],
        r => (new CourseId(r.GetString(0)), new PupilId(r.GetString(1)), r.GetFieldValue<DateOnly>(2), r.GetString(3), FactReading.Text(r, 4)), cancel);

    /// <summary>When the newest grade of a period was set or taken back. Null: there is none.</summary>
    public static async Task<DateTimeOffset?> GradedAt(IQuerySession session, IEnumerable<CourseId> courses, CancellationToken cancel) => (await Rows(
        session, "select max(greatest(since, until)) from facts.term_grade where tenant_id = $1 and course in (select unnest($2))", [Ids(courses)],
        r => r.IsDBNull(0) ? (DateTimeOffset?)null : r.GetFieldValue<DateTimeOffset>(0), cancel))[0];

    public static Task<List<(StaffId Staff, DateOnly Day)>> SignedDays(IQuerySession session, DateOnly from, DateOnly to, CancellationToken cancel) => Rows(
        session, "select distinct staff, day from facts.signed_day where tenant_id = $1 and day between $2 and $3", [from, to],
        r => (new StaffId(r.GetString(0)), r.GetFieldValue<DateOnly>(1)), cancel);

    public static Task<List<(CourseId Course, PupilId Pupil, DateOnly From, DateOnly? To)>> Exemptions(IQuerySession session, CancellationToken cancel) => Rows(
        session,
        "select distinct on (course, pupil, from_day) course, pupil, from_day, to_day from facts.exemption where tenant_id = $1 order by course, pupil, from_day, since desc", [],
        r => (new CourseId(r.GetString(0)), new PupilId(r.GetString(1)), r.GetFieldValue<DateOnly>(2), r.IsDBNull(3) ? (DateOnly?)null : r.GetFieldValue<DateOnly>(3)), cancel);

    private static async Task<List<T>> Rows<T>(IQuerySession session, string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var found = new List<T>();
        await using var ask = FactReading.Ask(sql, session.TenantId, values);
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel)) found.Add(read(reader));
        return found;
    }

    private static string Between(string column, DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} between '{from:yyyy-MM-dd}' and '{to:yyyy-MM-dd}'");

    private static string Among(string column, IEnumerable<CourseId>? courses, string parameter) => courses is null ? "" : $" and {column} in (select unnest({parameter}))";

    private static object[] Given(IEnumerable<CourseId>? courses) => courses is null ? [] : [Ids(courses)];

    private static object[] Given(string[] first, IEnumerable<CourseId>? courses) => [first, .. Given(courses)];

    private static string[] Ids<T>(IEnumerable<T> ids) => [.. ids.Select(i => i!.ToString()!).Distinct()];

    private static int? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
