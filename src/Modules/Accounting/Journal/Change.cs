using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Journal;

/// <summary>What a change concerns.</summary>
public enum ChangeKind
{
    /// <summary>Отметка.</summary>
    Grade,

    /// <summary>Посещаемость.</summary>
    Attendance,

    /// <summary>Тема урока.</summary>
    Topic,

    /// <summary>Домашнее задание.</summary>
    Homework,

    /// <summary>Вид работы.</summary>
    WorkType,

    /// <summary>Точка, отложенная отметка.</summary>
    Point,

    /// <summary>Комментарий к клетке.</summary>
    Comment,

    /// <summary>Замена, объединение, отмена, перенос урока.</summary>
    Substitution,

    /// <summary>Срок домашнего задания.</summary>
    HomeworkDue,

    /// <summary>Файл к домашнему заданию.</summary>
    HomeworkFile,

    /// <summary>Отдельное задание обучающемуся.</summary>
    PupilHomework,

    /// <summary>Рекомендация обучающемуся.</summary>
    Recommendation,

    /// <summary>Урок не проведён.</summary>
    NotHeld,

    /// <summary>Урок вне расписания.</summary>
    ExtraLesson,

    /// <summary>Посещаемость проверена.</summary>
    AttendanceCheck,

    /// <summary>Часть темы по КТП.</summary>
    TopicPart,

    /// <summary>Отметка за период, год, экзамен или итоговая.</summary>
    TermGrade,

    /// <summary>Закрытие страницы за период.</summary>
    Closing,

    /// <summary>Пересдача академической задолженности.</summary>
    Retake,

    /// <summary>Решение педагогического совета.</summary>
    Council,

    /// <summary>Правила школы: сроки, нормы, система оценивания.</summary>
    Rules,
}

/// <summary>Одно изменение as history, the register of changes and the replay show it: who, when, in what role, by which channel, old → new, why.</summary>
/// <param name="Seq">Place in the school's log; the key of paging and of the page at that moment.</param>
/// <param name="Lesson">Null for what stands beside the lessons.</param>
/// <param name="Old">Null: nothing stood there.</param>
/// <param name="New">Null: taken away.</param>
/// <param name="Correction">False for a first entry.</param>
/// <param name="Reason">Name of the reason.</param>
/// <param name="Note">The author's words, if not erased.</param>
public sealed record Change(
    long Seq,
    Guid Event,
    DateTimeOffset At,
    AccountId By,
    string ByName,
    Role Role,
    Channel Channel,
    ChangeKind Kind,
    LessonId? Lesson,
    string ClassName,
    string Subject,
    PupilId? Pupil,
    string? PupilName,
    string? Old,
    string? New,
    bool Correction,
    string? Reason,
    string? Note)
{
    public CourseId Course { get; init; }

    /// <summary>Where it stands, in words, where that is no lesson: 2-я четверть.</summary>
    public string? Period { get; init; }

    /// <summary>By whose permission, where one was needed.</summary>
    public ChangePermit? Permit { get; init; }

    /// <summary>For whom it was typed, when not for oneself.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>When it was typed by the sender's clock, if it was sent later.</summary>
    public DateTimeOffset? ClientTime { get; init; }
}
