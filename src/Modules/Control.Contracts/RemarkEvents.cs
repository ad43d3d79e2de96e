using System.Text.Json.Serialization;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control;

/// <summary>Замечание проверяющего: one remark and what becomes of it.</summary>
[JsonConverter(typeof(IdJsonConverter<RemarkId>))]
public readonly record struct RemarkId(string Value) : IId<RemarkId>
{
    public static RemarkId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the remark's stream.</summary>
    public string Stream => "remark/" + Value;

    public override string ToString() => Value;
}

/// <summary>К чему замечание: a page, one of its lessons, or one cell.</summary>
/// <param name="Term">Period of the page, where the remark is about the page; else null.</param>
/// <param name="Lesson">Null: the page as a whole.</param>
/// <param name="Pupil">Whose cell or row; null: everybody's.</param>
public sealed record RemarkTarget(CourseId Course, TermId? Term, LessonId? Lesson, PupilId? Pupil)
{
    /// <summary>Stream in which what is lacking would be entered.</summary>
    [JsonIgnore]
    public string Place => Lesson is { } lesson ? lesson.Stream : Streams.Course(Course);

    /// <summary>What a right is asked on.</summary>
    [JsonIgnore]
    public string Resource => Lesson is { } lesson ? lesson.Resource : Streams.Course(Course);

    public static RemarkTarget Of(LessonId lesson, PupilId? pupil = null) => new(lesson.Course, null, lesson, pupil);
}

/// <summary>Чего недостаёт: codes of what a remark asks for.</summary>
public static class RemarkLacks
{
    /// <summary>Нет темы.</summary>
    public const string Topic = Lacks.Topic;

    /// <summary>Посещаемость не отмечена.</summary>
    public const string Attendance = Lacks.Attendance;

    /// <summary>Нет домашнего задания.</summary>
    public const string Homework = Lacks.Homework;

    /// <summary>Нет отметок: of one pupil, or of those who were there.</summary>
    public const string Grade = "grade";

    /// <summary>Тема записана неверно.</summary>
    public const string WrongTopic = "wrong_topic";

    /// <summary>Домашнее задание надо изменить.</summary>
    public const string WrongHomework = "wrong_homework";

    /// <summary>Клетка заполнена неверно.</summary>
    public const string WrongGrade = "wrong_grade";

    /// <summary>Иное, as the words say: only a person can tell whether it is mended.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Topic, Attendance, Homework, Grade, WrongTopic, WrongHomework, WrongGrade, Other];
}

/// <summary>Замечание сделано (D-11, D-14, Z-7, Z-10): to be mended or answered until <paramref name="Due"/>.</summary>
/// <param name="Check">Направление проверки: one of <see cref="Checks"/>.</param>
/// <param name="Lack">One of <see cref="RemarkLacks"/>.</param>
/// <param name="Words">What the deputy wrote; null where the lack says it all.</param>
/// <param name="On">Дата замечания: the school's day.</param>
/// <param name="Due">Срок, inclusive.</param>
/// <param name="Teacher">Кому: who gave the lesson, or teaches the course; null where nobody is assigned.</param>
/// <param name="Round">Проверка in which it was made; null: outside any.</param>
/// <param name="Seen">Version of the lesson's stream that was looked at; 0 where there was nothing yet. Only what comes later mends it.</param>
[Recorded("control.remark_issued.v1")]
public sealed record RemarkIssued(
    RemarkId Remark, RemarkTarget Target, string Check, string Lack, PersonalText? Words, DateOnly On, DateOnly Due, StaffId? Teacher, RoundId? Round, int Seen);

/// <summary>На замечание отвечено by the teacher; it stays open until it is mended or closed.</summary>
[Recorded("control.remark_answered.v1")]
public sealed record RemarkAnswered(RemarkId Remark, PersonalText Words);

/// <summary>Замечание исправлено: the program saw that a later entry has mended it.</summary>
/// <param name="Entry">Id of the event that mended it.</param>
/// <param name="Kind">Recorded name of that event.</param>
/// <param name="On">The school's day of that event.</param>
[Recorded("control.remark_mended.v1")]
public sealed record RemarkMended(RemarkId Remark, Guid Entry, string Kind, DateOnly On);

/// <summary>Замечание снято с контроля by a deputy: what was asked for is done, or explained.</summary>
/// <param name="On">The school's day.</param>
[Recorded("control.remark_closed.v1")]
public sealed record RemarkClosed(RemarkId Remark, PersonalText? Words, DateOnly On);

/// <summary>Замечание открыто снова: what was done is not enough.</summary>
/// <param name="Seen">As in <see cref="RemarkIssued"/>: only what comes later mends it.</param>
[Recorded("control.remark_reopened.v1")]
public sealed record RemarkReopened(RemarkId Remark, PersonalText Words, DateOnly Due, int Seen);

/// <summary>Срок замечания перенесён.</summary>
[Recorded("control.remark_postponed.v1")]
public sealed record RemarkPostponed(RemarkId Remark, DateOnly Due, PersonalText? Words);

/// <summary>Замечание отозвано: it was made by mistake.</summary>
[Recorded("control.remark_withdrawn.v1")]
public sealed record RemarkWithdrawn(RemarkId Remark, PersonalText? Words, DateOnly On);
