using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Исправление по разрешению: one request and what becomes of it.</summary>
[JsonConverter(typeof(IdJsonConverter<CorrectionId>))]
public readonly record struct CorrectionId(string Value) : IId<CorrectionId>
{
    public static CorrectionId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the request's stream.</summary>
    public string Stream => "correction/" + Value;

    public override string ToString() => Value;
}

/// <summary>Что просят исправить: the one place that a permission opens.</summary>
/// <param name="Kind">One of <see cref="CorrectionKinds"/>.</param>
/// <param name="Lesson">Null where the place is no lesson's.</param>
/// <param name="Pupil">Whose cell; null where the place is the lesson's own.</param>
/// <param name="Term">Period of a grade that stands beside the lessons; else null.</param>
public sealed record CorrectionTarget(string Kind, CourseId Course, LessonId? Lesson, PupilId? Pupil, TermId? Term)
{
    /// <summary>Stream in which the place stands: <c>lesson/…</c>, or <c>termpage/…</c>.</summary>
    [JsonIgnore]
    public string Place => Lesson is { } lesson ? lesson.Stream : Term is { } term ? TermPages.Stream(Course, term) : Streams.Course(Course);

    public static CorrectionTarget Of(string kind, LessonId lesson, PupilId? pupil = null) => new(kind, lesson.Course, lesson, pupil, null);
}

/// <summary>Codes of what may be corrected by a permission.</summary>
public static class CorrectionKinds
{
    /// <summary>Клетка обучающегося: grades and attendance.</summary>
    public const string Cell = "cell";
    public const string Topic = "topic";
    public const string Homework = "homework";
    public const string WorkType = "work_type";

    /// <summary>Сам урок: held or not, and what else is said of it as a whole.</summary>
    public const string Lesson = "lesson";
    public const string TermGrade = "term_grade";
    public const string Substitution = "substitution";

    /// <summary>Срок задания; then its files, and what was written to one pupil: a task of his own, a recommendation.</summary>
    public const string HomeworkDue = "homework_due";
    public const string HomeworkFile = "homework_file";
    public const string PupilHomework = "pupil_homework";
    public const string Recommendation = "recommendation";

    /// <summary>Посещаемость проверена: the tick that was forgotten.</summary>
    public const string AttendanceCheck = "attendance_check";

    public static readonly IReadOnlyList<string> All =
        [Cell, Topic, Homework, WorkType, Lesson, TermGrade, Substitution, HomeworkDue, HomeworkFile, PupilHomework, Recommendation, AttendanceCheck];
}

/// <summary>Исправление запрошено служебной запиской (D-13, Z-9): the time of the teacher's own corrections is over.</summary>
/// <param name="Old">What stood there when it was asked; null: nothing.</param>
/// <param name="Wanted">What is to stand there, as said; empty: nothing.</param>
/// <param name="Reason">Code of the reason, from the school's rules.</param>
/// <param name="Memo">Служебная записка: the words of the one who asks.</param>
[Recorded("accounting.correction_requested.v1")]
public sealed record CorrectionRequested(CorrectionId Correction, CorrectionTarget Target, string? Old, string Wanted, string Reason, PersonalText Memo);

/// <summary>Исправление разрешено: the place is open to the one who asked, for one entry, until a moment.</summary>
/// <param name="Until">UTC, as <c>2026-11-27T12:30:00Z</c>; exclusive.</param>
/// <param name="Document">Приказ или протокол: number and date, where the regulation asks for one; else null.</param>
[Recorded("accounting.correction_granted.v1")]
public sealed record CorrectionGranted(CorrectionId Correction, string Until, string? Document);

/// <summary>В исправлении отказано.</summary>
[Recorded("accounting.correction_refused.v1")]
public sealed record CorrectionRefused(CorrectionId Correction, PersonalText Reason);

/// <summary>Запрос отозван by the one who made it.</summary>
[Recorded("accounting.correction_withdrawn.v1")]
public sealed record CorrectionWithdrawn(CorrectionId Correction);

/// <summary>Исправление внесено: the permission is used up, in the same transaction as the entry.</summary>
/// <param name="Entry">Id of the entry's first event; every event of the entry names the permission in its header <c>permit</c>.</param>
[Recorded("accounting.correction_applied.v1")]
public sealed record CorrectionApplied(CorrectionId Correction, Guid Entry);

/// <summary>Разрешение истекло: nobody used it in time.</summary>
[Recorded("accounting.correction_expired.v1")]
public sealed record CorrectionExpired(CorrectionId Correction);
