using System.Runtime.CompilerServices;
using ElJournal.Accounting;
using ElJournal.Accounting.Register;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;
using Npgsql;

namespace ElJournal.Reporting.Exports;

/// <summary>Таблица выгрузки: rows of the journal as they stand, one by one, however many there are (D-22.6).</summary>
/// <param name="Name">As it stands in addresses; its heading is the text <c>table.{Name}</c>.</param>
/// <param name="Columns">All of them, in the order of the file; headings are the texts <c>column.{key}</c>.</param>
internal sealed record ExportTable(string Name, IReadOnlyList<string> Columns)
{
    public required Func<ExportSource, CancellationToken, IAsyncEnumerable<string?[]>> Rows { get; init; }
}

/// <summary>From where rows come: what the reader may see of a year, of which days and courses, with the names that rows need.</summary>
/// <param name="Pupils">Names by id. There are as many as the school has pupils, whatever the number of rows.</param>
internal sealed record ExportSource(
    IQuerySession Session, ReportSchool School, IReadOnlyList<ReportCourse> Courses, DateOnly From, DateOnly To,
    IReadOnlyDictionary<PupilId, string> Pupils, IReadOnlyDictionary<StaffId, string> Staff)
{
    private readonly Dictionary<string, ReportCourse> byId = Courses.ToDictionary(c => c.Id.Value);

    public ReportCourse Course(string id) => byId[id];

    public string[] CourseIds => [.. byId.Keys];

    public string Pupil(string id) => Pupils.GetValueOrDefault(new PupilId(id), "—");

    public string Teacher(ReportCourse course, DateOnly day) => course.TeacherOn(day) is { } teacher ? Staff.GetValueOrDefault(teacher, "—") : "";
}

/// <summary>The tables that are exported.</summary>
internal static class ExportTables
{
    private static readonly string[] OfCourse = ["class", "subject", "course"];

    public static readonly IReadOnlyList<ExportTable> All =
    [
        new("grades", [.. OfCourse, "day", "slot", "work", "topic", "pupil", "place", "grade", "teacher"]) { Rows = Grades },
        new("absences", [.. OfCourse, "day", "slot", "pupil", "code", "document", "topic"]) { Rows = Absences },
        new("lessons", [.. OfCourse, "day", "slot", "topic", "plan-item", "work", "minutes", "state", "teacher"]) { Rows = Lessons },
        new("term-grades", [.. OfCourse, "period", "pupil", "grade", "proposed"]) { Rows = TermGrades },
    ];

    private static IAsyncEnumerable<string?[]> Grades(ExportSource from, CancellationToken cancel) => Read(
        from,
        """
        select g.lesson, l.work_type, l.topic, g.pupil, g.place, g.grade from facts.grade g
        left join facts.lesson l on l.tenant_id = g.tenant_id and l.lesson = g.lesson and l.until is null
        where g.tenant_id = $1 and g.until is null and g.day between $2 and $3 and g.course in (select unnest($4)) order by g.course, g.day, g.lesson, g.pupil, g.place
        """,
        r =>
        {
            var (lesson, place) = (LessonId.Parse(r.GetString(0)), r.GetInt32(4) + 1);
            var course = from.Course(lesson.Course.Value);
            return [.. Of(from, course), .. Place(lesson), Work(from, r, 1, lesson.Date), Text(r, 2), from.Pupil(r.GetString(3)), Invariant(place), r.GetString(5), from.Teacher(course, lesson.Date)];
        },
        cancel);

    private static IAsyncEnumerable<string?[]> Absences(ExportSource from, CancellationToken cancel) => Read(
        from,
        """
        select a.lesson, a.pupil, a.code, a.kind, l.topic from facts.absence a
        left join facts.lesson l on l.tenant_id = a.tenant_id and l.lesson = a.lesson and l.until is null
        where a.tenant_id = $1 and a.until is null and a.day between $2 and $3 and a.course in (select unnest($4)) order by a.course, a.day, a.lesson, a.pupil
        """,
        r =>
        {
            var lesson = LessonId.Parse(r.GetString(0));
            var document = Text(r, 3) is { } kind ? from.School.Rules.Absences?.NameOf(kind) ?? kind : null;
            return [.. Of(from, from.Course(lesson.Course.Value)), .. Place(lesson), from.Pupil(r.GetString(1)), r.GetString(2), document, Text(r, 4)];
        },
        cancel);

    private static IAsyncEnumerable<string?[]> Lessons(ExportSource from, CancellationToken cancel) => Read(
        from,
        """
        select lesson, topic, plan_item, work_type, minutes, not_held, extra, shift is not null from facts.lesson
        where tenant_id = $1 and until is null and day between $2 and $3 and course in (select unnest($4)) order by course, day, slot
        """,
        r =>
        {
            var lesson = LessonId.Parse(r.GetString(0));
            var course = from.Course(lesson.Course.Value);
            return [.. Of(from, course), .. Place(lesson), Text(r, 1), Number(r, 2), Work(from, r, 3, lesson.Date), Number(r, 4), State(r), from.Teacher(course, lesson.Date)];
        },
        cancel);

    /// <summary>They have no days: the days that were asked for are named only because every question has the same values.</summary>
    private static IAsyncEnumerable<string?[]> TermGrades(ExportSource from, CancellationToken cancel) => Read(
        from,
        """
        select course, term, pupil, grade, proposed from facts.term_grade
        where tenant_id = $1 and until is null and $2::date is not null and $3::date is not null and course in (select unnest($4)) order by course, term, pupil
        """,
        r => [.. Of(from, from.Course(r.GetString(0))), Pages.ReportWords.TermName(from.School.Year, new TermId(r.GetString(1))), from.Pupil(r.GetString(2)), r.GetString(3), Text(r, 4)], cancel);

    /// <summary>Row by row from the database: nothing is kept of what has been written.</summary>
    private static async IAsyncEnumerable<string?[]> Read(ExportSource from, string sql, Func<NpgsqlDataReader, string?[]> row, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var ask = FactReading.Ask(sql, from.Session.TenantId, [from.From, from.To, from.CourseIds]);
        await using var reader = (NpgsqlDataReader)await from.Session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel)) yield return row(reader);
    }

    private static string?[] Of(ExportSource from, ReportCourse course) =>
        [string.Join(", ", course.Card.Classes.Select(c => from.School.Classes.GetValueOrDefault(c)?.Name ?? c.Value)), course.Subject, course.Name];

    private static string?[] Place(LessonId lesson) => [lesson.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Invariant(lesson.Slot)];

    /// <summary>Name of the kind of work by the rules of the day.</summary>
    private static string? Work(ExportSource from, NpgsqlDataReader reader, int column, DateOnly day) =>
        Text(reader, column) is { } code ? from.School.Rules.Journal?.On(day)?.WorkTypes.FirstOrDefault(w => w.Code == code)?.Name ?? code : null;

    private static string State(NpgsqlDataReader reader) => ExportWords.All["state." + (Text(reader, 5) is not null ? "not-held" : Text(reader, 6) is not null ? "extra" : reader.GetBoolean(7) ? "shifted" : "held")];

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
