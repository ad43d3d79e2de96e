using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Системы оценивания заданы (D-22.10, Z-16.10): the whole set, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Uses">Where which system is used: of those that fit a course one that names its subject, then one that names its level, of equals the first; what fits none is graded by the journal's rules.</param>
/// <param name="Specials">Особые пометки: н/а, осв., зач.</param>
/// <param name="Works">Categories of kinds of work.</param>
/// <param name="Act">Локальный акт on which the set stands.</param>
[Recorded("setup.grading_set.v1")]
public sealed record GradingSet(
    DateOnly From, IReadOnlyList<GradingSystem> Systems, IReadOnlyList<GradingUse> Uses, IReadOnlyList<SpecialMark> Specials,
    IReadOnlyList<WorkCategory> Works, string Act) : IRuleSet;

/// <summary>Система оценивания.</summary>
/// <param name="Code">Stable code within the set.</param>
/// <param name="Symbols">What a teacher may enter; empty: безотметочное обучение.</param>
/// <param name="Thresholds">From which weighted average a term grade is proposed, highest first; empty: nothing is proposed.</param>
/// <param name="Rounding">How an annual grade follows from those of terms: one of <see cref="Roundings"/>.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record GradingSystem(
    string Code, string Name, IReadOnlyList<GradeSymbol> Symbols, IReadOnlyList<GradeThreshold> Thresholds, string Rounding, string Clause);

/// <summary>Порог: the grade is proposed where the average is at least so many hundredths.</summary>
public sealed record GradeThreshold(string Symbol, int From);

/// <summary>Where a system is used.</summary>
/// <param name="Levels">Year levels 1–11; empty: all.</param>
/// <param name="Subjects">Empty: all.</param>
/// <param name="System">Code of the system.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record GradingUse(IReadOnlyList<int> Levels, IReadOnlyList<SubjectId> Subjects, string System, string Clause);

/// <summary>Особая пометка: what it means, and whether it may stand in a lesson's cell or only among the grades of terms.</summary>
public sealed record SpecialMark(string Symbol, string Name, bool InLesson);

/// <summary>Категория вида работы: <paramref name="WorkType"/> is the code in the journal's rules, <paramref name="Category"/> one of <see cref="WorkCategories"/>.</summary>
public sealed record WorkCategory(string WorkType, string Category);

/// <summary>Как выводится годовая отметка.</summary>
public static class Roundings
{
    /// <summary>Среднее арифметическое, rounded mathematically.</summary>
    public const string Mean = "mean";

    /// <summary>By the same thresholds as a term's.</summary>
    public const string Thresholds = "thresholds";

    /// <summary>The teacher decides alone.</summary>
    public const string None = "none";

    public static readonly IReadOnlyList<string> All = [Mean, Thresholds, None];
}

/// <summary>Категории видов работ.</summary>
public static class WorkCategories
{
    /// <summary>Текущий контроль.</summary>
    public const string Current = "current";

    /// <summary>Контрольные работы, оценочные процедуры.</summary>
    public const string Control = "control";

    /// <summary>Домашние работы.</summary>
    public const string Home = "home";

    public static readonly IReadOnlyList<string> All = [Current, Control, Home];
}
