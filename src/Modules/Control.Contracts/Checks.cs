namespace ElJournal.Control;

/// <summary>Восемь направлений контроля (D-14.1–D-14.8, Z-10.1–Z-10.8): their codes.</summary>
public static class Checks
{
    /// <summary>Своевременность записи уроков.</summary>
    public const string Lessons = "lessons";

    /// <summary>Своевременность выставления отметок.</summary>
    public const string Grades = "grades";

    /// <summary>Накопляемость отметок.</summary>
    public const string Accumulation = "accumulation";

    /// <summary>Учёт посещаемости.</summary>
    public const string Attendance = "attendance";

    /// <summary>Прохождение программы.</summary>
    public const string Programme = "programme";

    /// <summary>Наличие домашних заданий.</summary>
    public const string Homework = "homework";

    /// <summary>Объём и содержание домашних заданий.</summary>
    public const string HomeworkLoad = "homework_load";

    /// <summary>Замещённые и пропущенные уроки.</summary>
    public const string Substitutions = "substitutions";

    public static readonly IReadOnlyList<string> All = [Lessons, Grades, Accumulation, Attendance, Programme, Homework, HomeworkLoad, Substitutions];
}
