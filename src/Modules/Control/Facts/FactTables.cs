using ElJournal.Store;

namespace ElJournal.Control.Facts;

/// <summary>
/// The facts of the checks as tables. A row holds from <c>since</c> until <c>until</c> by the time of the events, so the state at a past moment
/// is a question with two more conditions (D-14), and nothing is ever folded anew for it.
/// </summary>
internal static class FactTables
{
    public const string Lessons = "control.lesson";
    public const string Grades = "control.grade";
    public const string Exemptions = "control.exemption";

    /// <summary>What is only needed to fold on, and which event was folded last: it has no past.</summary>
    public const string Notes = "control.lesson_notes";

    public static readonly IReadOnlyList<string> All = [Lessons, Grades, Exemptions, Notes];

    public static SchemaPart Schema { get; } = new("control", """
        create schema if not exists control;
        create table if not exists control.lesson (
            tenant_id text not null,
            lesson text not null,
            course text not null,
            day date not null,
            slot smallint not null,
            since timestamptz not null,
            until timestamptz,
            topic_at timestamptz,
            plan_item integer,
            plan_part integer,
            attendance_at timestamptz,
            homework_at timestamptz,
            minutes integer,
            due text,
            without_homework boolean not null,
            work_type text,
            not_held text,
            extra text,
            shift jsonb,
            primary key (tenant_id, lesson, since));
        create index if not exists ix_lesson_now on control.lesson (tenant_id, day) where until is null;
        create index if not exists ix_lesson_then on control.lesson (tenant_id, since);
        create table if not exists control.grade (
            tenant_id text not null,
            lesson text not null,
            course text not null,
            day date not null,
            pupil text not null,
            place integer not null,
            grade text not null,
            first_at timestamptz not null,
            excuse text,
            since timestamptz not null,
            until timestamptz,
            primary key (tenant_id, lesson, pupil, place, since));
        create index if not exists ix_grade_now on control.grade (tenant_id, day) include (course, pupil, lesson, first_at, excuse) where until is null;
        create index if not exists ix_grade_then on control.grade (tenant_id, day, since);
        create table if not exists control.exemption (
            tenant_id text not null,
            course text not null,
            pupil text not null,
            from_day date not null,
            to_day date,
            since timestamptz not null,
            primary key (tenant_id, course, pupil, from_day, since));
        create table if not exists control.lesson_notes (
            tenant_id text not null,
            lesson text not null,
            course text not null,
            seq bigint not null,
            notes jsonb not null,
            primary key (tenant_id, lesson));
        create index if not exists ix_lesson_notes_seq on control.lesson_notes (tenant_id, seq);
        """, []);
}
