using System.Text.Json;
using ElJournal.Setup;
using Marten;
using Npgsql;

namespace ElJournal.Accounting.Register;

/// <summary>Reads rows of facts.</summary>
public static class FactReading
{
    /// <summary>Columns of a lesson's fact, in the order in which <see cref="Fact"/> reads them.</summary>
    public const string Columns = "topic_at, plan_item, plan_part, attendance_at, homework_at, minutes, due, without_homework, work_type, not_held, extra, shift";

    private static readonly int Width = Columns.Split(',').Length;

    /// <summary>The rows of lessons as they stand, to fold on.</summary>
    internal static async Task<IReadOnlyDictionary<string, StoredLesson>> Stored(
        IQuerySession session, string school, IReadOnlyList<LessonId> lessons, CancellationToken cancel)
    {
        var ids = lessons.Select(l => l.ToString()).ToArray();
        var grades = await Grades(session, school, ids, cancel);
        var absences = await Absences(session, school, ids, cancel);
        var found = new Dictionary<string, StoredLesson>(ids.Length);
        await using var ask = Ask(
            $"select n.lesson, n.notes::text, l.since, {Columns}, topic from facts.lesson_notes n left join facts.lesson l on l.tenant_id = n.tenant_id and l.lesson = n.lesson and l.until is null "
                + "where n.tenant_id = $1 and n.lesson = any($2)", school, [ids]);
        await using var reader = await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
        {
            var notes = JsonSerializer.Deserialize<KeptNotes>(reader.GetString(1))!;
            var held = await reader.IsDBNullAsync(2, cancel) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(2);
            var own = grades[reader.GetString(0)].ToList();
            var state = new LessonState(
                held is null ? new LessonFact() : Fact((NpgsqlDataReader)reader, 3) with { Topic = Text((NpgsqlDataReader)reader, 3 + Width) }, own.ToDictionary(g => LessonState.Place(g.Grade.Pupil, g.Grade.Place), g => g.Grade), notes.Cells)
            { Checked = notes.Checked, Homework = notes.Homework };
            found[reader.GetString(0)] = new StoredLesson(state, held, notes.Last, own.ToDictionary(g => LessonState.Place(g.Grade.Pupil, g.Grade.Place), g => g.Since))
            { Absences = absences[reader.GetString(0)].ToDictionary(a => a.Pupil, a => a.Since) };
        }
        return found;
    }

    /// <param name="at">Column of the first of <see cref="Columns"/>.</param>
    public static LessonFact Fact(NpgsqlDataReader reader, int at) => new()
    {
        TopicAt = Time(reader, at),
        PlanItem = Number(reader, at + 1),
        PlanPart = Number(reader, at + 2),
        AttendanceAt = Time(reader, at + 3),
        HomeworkAt = Time(reader, at + 4),
        Minutes = Number(reader, at + 5),
        Due = Text(reader, at + 6) is { } due ? LessonId.Parse(due) : null,
        WithoutHomework = reader.GetBoolean(at + 7),
        WorkType = Text(reader, at + 8),
        NotHeld = Text(reader, at + 9),
        Extra = Text(reader, at + 10),
        Shift = Text(reader, at + 11) is { } shift ? JsonSerializer.Deserialize<LessonShift>(shift) : null,
    };

    public static NpgsqlCommand Ask(string sql, string school, params IReadOnlyList<object> values)
    {
        var command = new NpgsqlCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school });
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static async Task<ILookup<string, (string Pupil, DateTimeOffset Since)>> Absences(IQuerySession session, string school, string[] ids, CancellationToken cancel)
    {
        var found = new List<(string Lesson, string Pupil, DateTimeOffset Since)>();
        await using var ask = Ask("select lesson, pupil, since from facts.absence where tenant_id = $1 and lesson = any($2) and until is null", school, [ids]);
        await using var reader = await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel)) found.Add((reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return found.ToLookup(f => f.Lesson, f => (f.Pupil, f.Since));
    }

    private static async Task<ILookup<string, (GradeFact Grade, DateTimeOffset Since)>> Grades(IQuerySession session, string school, string[] ids, CancellationToken cancel)
    {
        var found = new List<(string Lesson, GradeFact Grade, DateTimeOffset Since)>();
        await using var ask = Ask("select lesson, pupil, place, grade, first_at, excuse, since from facts.grade where tenant_id = $1 and lesson = any($2) and until is null", school, [ids]);
        await using var reader = (NpgsqlDataReader)await session.ExecuteReaderAsync(ask, cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add((reader.GetString(0), new GradeFact(
                new PupilId(reader.GetString(1)), reader.GetInt32(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), Text(reader, 5)),
                reader.GetFieldValue<DateTimeOffset>(6)));
        }
        return found.ToLookup(f => f.Lesson, f => (f.Grade, f.Since));
    }
}
