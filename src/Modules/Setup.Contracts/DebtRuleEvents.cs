using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Порядок ликвидации академической задолженности (273-ФЗ, ст. 58) утверждён, in force until the next version.</summary>
/// <param name="Pages">Pages of the year whose grades make a debt: <c>annual</c> (годовая), <c>exam</c> (промежуточная аттестация).</param>
/// <param name="Grades">What makes a debt when it stands there: неудовлетворительные отметки, н/а.</param>
/// <param name="Retakes">Пересдачи, first to last; after them the council decides.</param>
/// <param name="Members">Fewest people in a commission.</param>
/// <param name="MissedCounts">A retake missed without a valid cause is spent.</param>
/// <param name="IllnessExcluded">Time of illness and leave is not counted: with a document a retake may be later than its last day.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("setup.debt_rules_set.v1")]
public sealed record DebtRulesSet(
    DateOnly From, IReadOnlyList<string> Pages, IReadOnlyList<string> Grades, IReadOnlyList<RetakeRule> Retakes, int Members, bool MissedCounts,
    bool IllnessExcluded, string Act) : IRuleSet;

/// <summary>Пересдача.</summary>
/// <param name="Months">Until when it is due, in months from the last day of the year.</param>
/// <param name="Commission">Held before a commission.</param>
public sealed record RetakeRule(int Months, bool Commission);
