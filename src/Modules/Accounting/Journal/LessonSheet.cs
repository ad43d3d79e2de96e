using ElJournal.Accounting.Lessons;
using ElJournal.Setup;

namespace ElJournal.Accounting.Journal;

/// <summary>Урок beside its column of the page: plan, homework in full, words to pupils, whether it was held.</summary>
/// <param name="Plan">КТП to take the topic from; empty without one.</param>
/// <param name="PlanItem">What the recorded topic was taken from, or is proposed; null: nothing.</param>
/// <param name="Due">The lesson chosen for the homework; null: the next one.</param>
/// <param name="DueChoices">Later lessons of the course; the first is the next one.</param>
/// <param name="LastHomework">Homework of an earlier lesson, to be repeated as a pattern.</param>
public sealed record LessonSheet(
    LessonId Lesson, IReadOnlyList<PlanChoice> Plan, PlanChoice? PlanItem,
    LessonId? Due, int DueVersion, IReadOnlyList<LessonId> DueChoices, IReadOnlyList<HomeworkFile> Files, LastHomework? LastHomework,
    IReadOnlyList<WordsToPupil> Homework, IReadOnlyList<WordsToPupil> Recommendations, IReadOnlyList<GroupChoice> Groups)
{
    /// <summary>Не проведён: why; null for a lesson given or to be given.</summary>
    public string? NotHeld { get; init; }

    /// <summary>The reader said that it was not held, and may take it back.</summary>
    public bool MayReturn { get; init; }

    /// <summary>Вне расписания: what it is.</summary>
    public string? Extra { get; init; }

    /// <summary>Somebody has said that attendance was looked at.</summary>
    public bool AttendanceChecked { get; init; }

    /// <summary>Why a lesson may not be held, by the rules of the day.</summary>
    public IReadOnlyList<LessonReason> NotHeldReasons { get; init; } = [];
}

/// <summary>Строка КТП to choose.</summary>
/// <param name="Part">The lesson would be the n-th on it; null where it takes one lesson and none has had it.</param>
public sealed record PlanChoice(int Number, string Topic, int? Part)
{
    /// <summary>As a form sends it: 12, 12.2.</summary>
    public string Value => Part is { } part ? FormattableString.Invariant($"{Number}.{part}") : FormattableString.Invariant($"{Number}");
}

public sealed record LastHomework(string Text, int? Minutes);

/// <summary>Words to a pupil that stand.</summary>
/// <param name="Due">Null: to the next lesson, or not a homework.</param>
/// <param name="Version">Sent back as "seen" with a change.</param>
public sealed record WordsToPupil(PupilId Pupil, string Name, string Text, int? Minutes, LessonId? Due, int Version, bool Corrected);

/// <summary>A group of pupils of the class to write to at once.</summary>
public sealed record GroupChoice(GroupId Group, string Name, IReadOnlyList<PupilId> Pupils);
