namespace ElJournal.Setup.Register;

/// <summary>Правила отметок за период и год: all versions, oldest first.</summary>
public sealed record TermGradeRules(string Id, IReadOnlyList<TermGradeRulesSet> Versions)
{
    public static TermGradeRules Create(TermGradeRulesSet e) => new(Streams.TermGrading, [e]);

    public static TermGradeRules Apply(TermGradeRulesSet e, TermGradeRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public TermGradeRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}

/// <summary>What a set of rules says of one course.</summary>
public static class TermGradeRuling
{
    /// <summary>Null: no minimum is laid down.</summary>
    /// <param name="hours">A week, in hundredths.</param>
    public static GradeMinimum? MinimumOf(this TermGradeRulesSet rules, string termKind, int hours) =>
        rules.Minimums.Where(m => m.TermKind == termKind && hours > m.Over).MaxBy(m => m.Over);

    /// <summary>The rule that names the fewest hours goes first, then one that names the level. Null: all terms count.</summary>
    public static AnnualRule? AnnualOf(this TermGradeRulesSet rules, int level, int hours) => rules.Annuals
        .Where(r => (r.Levels.Count == 0 || r.Levels.Contains(level)) && (r.UpTo == 0 || hours <= r.UpTo))
        .OrderBy(r => r.UpTo == 0).ThenBy(r => r.UpTo).ThenBy(r => r.Levels.Count == 0).FirstOrDefault();

    /// <summary>The terms of a course that are graded and make its annual grade.</summary>
    public static IReadOnlyList<Term> GradedTerms(this TermGradeRulesSet rules, YearCalendar year, int level, int hours) =>
        rules.AnnualOf(level, hours) is { Ordinals.Count: > 0 } rule
            ? [.. year.TermsOf(level).Where(t => rule.Ordinals.Contains(t.Ordinal))]
            : year.TermsOf(level);
}
