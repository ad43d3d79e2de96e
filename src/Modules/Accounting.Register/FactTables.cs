using ElJournal.Store;

namespace ElJournal.Accounting.Register;

/// <summary>
/// The facts of the journal as tables, for every module that judges or reports (docs/adr/0019). A row holds from <c>since</c> until <c>until</c> by the time of the events, so the state at a past moment
/// is a question with two more conditions (D-14), and nothing is ever folded anew for it.
/// </summary>
public static class FactTables
{
    public const string Lessons = "facts.lesson";
    public const string Grades = "facts.grade";
    public const string Exemptions = "facts.exemption";
    public const string Absences = "facts.absence";
    public const string TermGrades = "facts.term_grade";

    /// <summary>Дни, которые учитель назвал заполненными.</summary>
    public const string SignedDays = "facts.signed_day";

    /// <summary>What is only needed to fold on, and which event was folded last: it has no past.</summary>
    public const string Notes = "facts.lesson_notes";

    public static readonly IReadOnlyList<string> All = [Lessons, Grades, Exemptions, Absences, TermGrades, SignedDays, Notes];

    public static SchemaPart Schema { get; } = new("facts", """
        create schema if not exists facts;
        create table if not exists facts.lesson (
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
            topic text,
            primary key (tenant_id, lesson, since));
        create index if not exists ix_lesson_now on facts.lesson (tenant_id, day) where until is null;
        create index if not exists ix_lesson_then on facts.lesson (tenant_id, since);
        create table if not exists facts.grade (
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
        create index if not exists ix_grade_now on facts.grade (tenant_id, day) include (course, pupil, lesson, first_at, excuse) where until is null;
        create index if not exists ix_grade_then on facts.grade (tenant_id, day, since);
        create table if not exists facts.exemption (
            tenant_id text not null,
            course text not null,
            pupil text not null,
            from_day date not null,
            to_day date,
            since timestamptz not null,
            primary key (tenant_id, course, pupil, from_day, since));
        create table if not exists facts.absence (
            tenant_id text not null,
            lesson text not null,
            course text not null,
            day date not null,
            pupil text not null,
            code text not null,
            document text,
            kind text,
            since timestamptz not null,
            until timestamptz,
            primary key (tenant_id, lesson, pupil, since));
        create index if not exists ix_absence_now on facts.absence (tenant_id, day) where until is null;
        create index if not exists ix_absence_then on facts.absence (tenant_id, day, since);
        create table if not exists facts.term_grade (
            tenant_id text not null,
            course text not null,
            term text not null,
            pupil text not null,
            grade text not null,
            proposed text,
            source text,
            since timestamptz not null,
            until timestamptz,
            primary key (tenant_id, course, term, pupil, since));
        create index if not exists ix_term_grade_now on facts.term_grade (tenant_id, term) include (course, pupil, grade) where until is null;
        create table if not exists facts.signed_day (
            tenant_id text not null,
            staff text not null,
            day date not null,
            since timestamptz not null,
            primary key (tenant_id, staff, day, since));
        create table if not exists facts.lesson_notes (
            tenant_id text not null,
            lesson text not null,
            course text not null,
            seq bigint not null,
            notes jsonb not null,
            primary key (tenant_id, lesson));
        create index if not exists ix_lesson_notes_seq on facts.lesson_notes (tenant_id, seq);
        """, []);
}
