using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Порядок выставления отметок утверждён (D-4): beside the rules of entry, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="PointDays">Срок точки: how many calendar days after the lesson a deferred grade is due when the teacher names no day.</param>
/// <param name="AbsentGrade">What becomes of a grade beside a mark of absence: one of <see cref="AbsentGrades"/>.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("setup.marking_rules_set.v1")]
public sealed record MarkingRulesSet(DateOnly From, int PointDays, string AbsentGrade, string Act) : IRuleSet;

/// <summary>Отметка отсутствовавшему на уроке: codes.</summary>
public static class AbsentGrades
{
    /// <summary>Не ставится.</summary>
    public const string Refuse = "refuse";

    /// <summary>Ставится, and the teacher is told that the pupil was absent.</summary>
    public const string Warn = "warn";

    public static readonly IReadOnlyList<string> All = [Refuse, Warn];
}
