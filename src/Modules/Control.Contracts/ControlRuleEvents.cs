using ElJournal.Kernel;

namespace ElJournal.Control;

/// <summary>
/// Сроки заполнения журнала утверждены (D-4, D-14.1, D-14.2, D-14.4–D-14.6): by what the checks judge, in force from
/// <paramref name="From"/> until the next version. A lesson is judged by the version in force on its day, for ever.
/// </summary>
/// <param name="Entries">When topic, attendance and homework of a lesson are due.</param>
/// <param name="Grades">When the grades of a lesson are due; of those that fit it the first counts.</param>
/// <param name="LagHours">Отставание от программы: from so many hours on a course is behind.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("control.rules_set.v1")]
public sealed record ControlRulesSet(
    DateOnly From, IReadOnlyList<EntryDeadline> Entries, IReadOnlyList<GradeDeadline> Grades, int LagHours, string Act) : IRuleSet;

/// <summary>Срок записи в уроке.</summary>
/// <param name="Entry">One of <see cref="TimedEntries"/>.</param>
/// <param name="Days">Calendar days after the lesson's; 0: the same day.</param>
/// <param name="Time">Local time of that day, <c>HH:mm</c>, until which it is in time; null: the whole day.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record EntryDeadline(string Entry, int Days, string? Time, string Clause);

/// <summary>Срок выставления отметок за работу.</summary>
/// <param name="WorkTypes">Codes of kinds of work from the journal's rules; empty: every lesson, also without a kind.</param>
/// <param name="Levels">Year levels 1–11; empty: all.</param>
/// <param name="Days">Calendar days after the lesson's, the whole last day; null: until the day of the course's next lesson.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record GradeDeadline(IReadOnlyList<string> WorkTypes, IReadOnlyList<int> Levels, int? Days, string Clause);

/// <summary>What of a lesson has a deadline of its own.</summary>
public static class TimedEntries
{
    /// <summary>Тема.</summary>
    public const string Topic = "topic";

    /// <summary>Посещаемость.</summary>
    public const string Attendance = "attendance";

    /// <summary>Домашнее задание.</summary>
    public const string Homework = "homework";

    public static readonly IReadOnlyList<string> All = [Topic, Attendance, Homework];
}

/// <summary>Keys of the streams of the control's rules.</summary>
public static class ControlStreams
{
    /// <summary>Сроки заполнения.</summary>
    public const string Rules = "regulation/control";
}
