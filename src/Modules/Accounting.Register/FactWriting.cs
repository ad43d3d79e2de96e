using System.Text.Json;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Register;

/// <summary>Writes folded lessons: the row that held is written again with its end, and the new ones after it.</summary>
internal static class FactWriting
{
    private static readonly DateTimeOffset?[] Open = [null];

    public static void Exempt(IDocumentOperations operations, string school, IReadOnlyList<IEvent> events)
    {
        if (events.Count == 0) return;
        var said = events.Select(e => (e.Timestamp, Data: (PupilExempted)e.Data)).ToList();
        operations.QueueSqlCommand(
            """
            insert into facts.exemption (tenant_id, course, pupil, from_day, to_day, since)
            select ?, * from unnest(?::text[], ?::text[], ?::date[], ?::date[], ?::timestamptz[]) on conflict do nothing
            """,
            school, said.Select(s => s.Data.Course.Value).ToArray(), said.Select(s => s.Data.Pupil.Value).ToArray(), said.Select(s => s.Data.From).ToArray(),
            said.Select(s => s.Data.To).ToArray(), said.Select(s => s.Timestamp.ToUniversalTime()).ToArray());
    }

    public static void Sign(IDocumentOperations operations, string school, IReadOnlyList<IEvent> events)
    {
        if (events.Count == 0) return;
        var said = events.Select(e => (e.Timestamp, Data: (DayCompleted)e.Data)).ToList();
        operations.QueueSqlCommand(
            "insert into facts.signed_day (tenant_id, staff, day, since) select ?, * from unnest(?::text[], ?::date[], ?::timestamptz[]) on conflict do nothing",
            school, said.Select(s => s.Data.Staff.Value).ToArray(), said.Select(s => s.Data.Date).ToArray(), said.Select(s => s.Timestamp.ToUniversalTime()).ToArray());
    }

    public static void Write(IDocumentOperations operations, string school, IReadOnlyList<FoldedLesson> folds)
    {
        Lessons(operations, school, [.. folds.Where(f => f.Versions.Count > 0)]);
        Grades(operations, school, [.. folds.Where(f => f.Grades.Count > 0)]);
        Absences(operations, school, [.. folds.Where(f => f.Absences.Count > 0)]);
        operations.QueueSqlCommand(
            """
            insert into facts.lesson_notes (tenant_id, lesson, course, seq, notes) select ?, * from unnest(?::text[], ?::text[], ?::bigint[], ?::jsonb[])
            on conflict (tenant_id, lesson) do update set seq = excluded.seq, notes = excluded.notes
            """,
            school, folds.Select(f => f.Lesson.ToString()).ToArray(), folds.Select(f => f.Lesson.Course.Value).ToArray(), folds.Select(f => f.Seq).ToArray(), folds.Select(f => JsonSerializer.Serialize(KeptNotes.Of(f))).ToArray());
    }

    private static void Lessons(IDocumentOperations operations, string school, List<FoldedLesson> changed)
    {
        if (changed.Count == 0) return;
        operations.QueueSqlCommand(
            "delete from facts.lesson where tenant_id = ? and lesson = any(?::text[]) and until is null", school, changed.Select(f => f.Lesson.ToString()).ToArray());
        var rows = changed.SelectMany(f => f.Versions.Zip(Ends(f.Versions), (v, until) => (f.Lesson, v.Fact, v.Since, Until: until))).ToList();
        operations.QueueSqlCommand(
            """
            insert into facts.lesson (tenant_id, lesson, course, day, slot, since, until, topic_at, plan_item, plan_part, attendance_at, homework_at, minutes, due,
                without_homework, work_type, not_held, extra, shift, topic)
            select ?, * from unnest(?::text[], ?::text[], ?::date[], ?::smallint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::integer[], ?::integer[],
                ?::timestamptz[], ?::timestamptz[], ?::integer[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::jsonb[], ?::text[])
            """,
            school, rows.Select(r => r.Lesson.ToString()).ToArray(), rows.Select(r => r.Lesson.Course.Value).ToArray(), rows.Select(r => r.Lesson.Date).ToArray(),
            rows.Select(r => (short)r.Lesson.Slot).ToArray(), rows.Select(r => r.Since).ToArray(), rows.Select(r => r.Until).ToArray(),
            rows.Select(r => r.Fact.TopicAt).ToArray(), rows.Select(r => r.Fact.PlanItem).ToArray(), rows.Select(r => r.Fact.PlanPart).ToArray(),
            rows.Select(r => r.Fact.AttendanceAt).ToArray(), rows.Select(r => r.Fact.HomeworkAt).ToArray(), rows.Select(r => r.Fact.Minutes).ToArray(),
            rows.Select(r => r.Fact.Due?.ToString()).ToArray(), rows.Select(r => r.Fact.WithoutHomework).ToArray(), rows.Select(r => r.Fact.WorkType).ToArray(),
            rows.Select(r => r.Fact.NotHeld).ToArray(), rows.Select(r => r.Fact.Extra).ToArray(),
            rows.Select(r => r.Fact.Shift is { } shift ? JsonSerializer.Serialize(shift) : null).ToArray(), rows.Select(r => r.Fact.Topic).ToArray());
    }

    private static void Grades(IDocumentOperations operations, string school, List<FoldedLesson> changed)
    {
        if (changed.Count == 0) return;
        var places = changed.SelectMany(f => f.Grades.Select(g => (f.Lesson, Known: g.Value.Select(v => v.Grade).OfType<GradeFact>().First()))).ToList();
        operations.QueueSqlCommand(
            """
            delete from facts.grade g using unnest(?::text[], ?::text[], ?::integer[]) as changed (lesson, pupil, place)
            where g.tenant_id = ? and g.lesson = changed.lesson and g.pupil = changed.pupil and g.place = changed.place and g.until is null
            """,
            places.Select(p => p.Lesson.ToString()).ToArray(), places.Select(p => p.Known.Pupil.Value).ToArray(), places.Select(p => p.Known.Place).ToArray(), school);
        var rows = changed.SelectMany(f => f.Grades.Values.SelectMany(versions =>
            versions.Zip(Ends(versions), (v, until) => (f.Lesson, v.Grade, v.Since, Until: until)))).Where(r => r.Grade is not null).ToList();
        operations.QueueSqlCommand(
            """
            insert into facts.grade (tenant_id, lesson, course, day, pupil, place, grade, first_at, excuse, since, until)
            select ?, * from unnest(?::text[], ?::text[], ?::date[], ?::text[], ?::integer[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::timestamptz[])
            """,
            school, rows.Select(r => r.Lesson.ToString()).ToArray(), rows.Select(r => r.Lesson.Course.Value).ToArray(), rows.Select(r => r.Lesson.Date).ToArray(),
            rows.Select(r => r.Grade!.Pupil.Value).ToArray(), rows.Select(r => r.Grade!.Place).ToArray(), rows.Select(r => r.Grade!.Grade).ToArray(),
            rows.Select(r => r.Grade!.First).ToArray(), rows.Select(r => r.Grade!.Excuse).ToArray(), rows.Select(r => r.Since).ToArray(), rows.Select(r => r.Until).ToArray());
    }

    private static void Absences(IDocumentOperations operations, string school, List<FoldedLesson> changed)
    {
        if (changed.Count == 0) return;
        var places = changed.SelectMany(f => f.Absences.Keys.Select(pupil => (f.Lesson, Pupil: pupil))).ToList();
        operations.QueueSqlCommand(
            """
            delete from facts.absence a using unnest(?::text[], ?::text[]) as changed (lesson, pupil)
            where a.tenant_id = ? and a.lesson = changed.lesson and a.pupil = changed.pupil and a.until is null
            """,
            places.Select(p => p.Lesson.ToString()).ToArray(), places.Select(p => p.Pupil).ToArray(), school);
        var rows = changed.SelectMany(f => f.Absences.Values.SelectMany(versions =>
            versions.Zip(Ends(versions), (v, until) => (f.Lesson, v.Absence, v.Since, Until: until)))).Where(r => r.Absence is not null).ToList();
        operations.QueueSqlCommand(
            """
            insert into facts.absence (tenant_id, lesson, course, day, pupil, code, document, kind, since, until)
            select ?, * from unnest(?::text[], ?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
            """,
            school, rows.Select(r => r.Lesson.ToString()).ToArray(), rows.Select(r => r.Lesson.Course.Value).ToArray(), rows.Select(r => r.Lesson.Date).ToArray(),
            rows.Select(r => r.Absence!.Pupil.Value).ToArray(), rows.Select(r => r.Absence!.Code).ToArray(), rows.Select(r => r.Absence!.Document).ToArray(),
            rows.Select(r => r.Absence!.Kind).ToArray(), rows.Select(r => r.Since).ToArray(), rows.Select(r => r.Until).ToArray());
    }

    /// <summary>Each version holds until the next; the last is open.</summary>
    internal static IEnumerable<DateTimeOffset?> Ends<T>(List<(T, DateTimeOffset Since)> versions) => versions.Skip(1).Select(v => (DateTimeOffset?)v.Since).Concat(Open);
}

/// <summary>What is kept of a lesson only to fold on.</summary>
internal sealed record KeptNotes(DateTimeOffset Last, bool Checked, bool Homework, IReadOnlyDictionary<string, CellNotes> Cells)
{
    public static KeptNotes Of(FoldedLesson folded) => new(folded.Last, folded.State.Checked, folded.State.Homework, folded.State.Cells);
}
