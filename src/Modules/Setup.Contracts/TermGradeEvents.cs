using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Правила отметок за период и год заданы (Z-6.20): the whole set, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Minimums">Накопляемость: how many marks a term needs.</param>
/// <param name="NotAttested">When н/а is proposed.</param>
/// <param name="Exempt">The mark of who is exempt (осв.).</param>
/// <param name="Annuals">Which terms are graded and make the annual grade; a course that fits none has all its terms.</param>
/// <param name="Finals">What makes the final grade; a level without a rule has the annual one.</param>
/// <param name="Ranks">What a grade counts for in the indicators of success and quality; a grade without a rank is left out of them.</param>
/// <param name="Reasons">Why a grade may differ from the proposed one or be corrected.</param>
/// <param name="Act">Локальный акт on which the set stands.</param>
[Recorded("setup.term_grade_rules_set.v1")]
public sealed record TermGradeRulesSet(
    DateOnly From, IReadOnlyList<GradeMinimum> Minimums, NotAttestedRule NotAttested, string Exempt, IReadOnlyList<AnnualRule> Annuals,
    IReadOnlyList<FinalRule> Finals, IReadOnlyList<GradeRank> Ranks, IReadOnlyList<CorrectionReason> Reasons, string Act) : IRuleSet;

/// <summary>Минимум отметок за период.</summary>
/// <param name="TermKind">Kind of the term: <c>quarter</c>, <c>trimester</c>, <c>half_year</c>, <c>module</c>.</param>
/// <param name="Over">Holds for courses of more hours a week than this, in hundredths of an hour; the highest that fits counts.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record GradeMinimum(string TermKind, int Over, int Grades, string Clause);

/// <summary>Не аттестован.</summary>
/// <param name="Symbol">As it is written: н/а.</param>
/// <param name="Percent">From which share of missed lessons, per cent; 0: never proposed by the share.</param>
/// <param name="OnlyBelowMinimum">Only where there are fewer marks than the minimum as well.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record NotAttestedRule(string Symbol, int Percent, bool OnlyBelowMinimum, string Clause);

/// <summary>Из каких периодов выводится годовая отметка.</summary>
/// <param name="Levels">Year levels 1–11; empty: all.</param>
/// <param name="UpTo">Only for courses of at most so many hours a week, in hundredths; 0: for all.</param>
/// <param name="Ordinals">Numbers of the terms that are graded; empty: all.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record AnnualRule(IReadOnlyList<int> Levels, int UpTo, IReadOnlyList<int> Ordinals, string Clause);

/// <summary>Из чего выводится итоговая отметка выпускного класса: the weighted mean, rounded mathematically.</summary>
/// <param name="Level">Year level of the class that ends.</param>
/// <param name="Clause">Пункт локального акта.</param>
public sealed record FinalRule(int Level, IReadOnlyList<FinalPart> Parts, string Clause);

/// <param name="Source">One of <see cref="FinalSources"/>.</param>
/// <param name="Level">In which year level it was earned.</param>
/// <param name="Weight">Whole number from 1.</param>
public sealed record FinalPart(string Source, int Level, int Weight);

/// <summary>Ранг отметки in indicators: 5, 4, 3 or 2.</summary>
public sealed record GradeRank(string Symbol, int Rank);

/// <summary>Parts of a final grade.</summary>
public static class FinalSources
{
    /// <summary>Отметки за периоды, each of them.</summary>
    public const string Terms = "terms";

    /// <summary>Годовая отметка.</summary>
    public const string Annual = "annual";

    /// <summary>Экзаменационная отметка; a course without an exam goes without it.</summary>
    public const string Exam = "exam";

    public static readonly IReadOnlyList<string> All = [Terms, Annual, Exam];
}
