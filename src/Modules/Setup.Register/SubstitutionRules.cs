namespace ElJournal.Setup.Register;

/// <summary>Порядок оплаты замен: all versions, oldest first.</summary>
public sealed record SubstitutionRules(string Id, IReadOnlyList<SubstitutionRulesSet> Versions)
{
    public static SubstitutionRules Create(SubstitutionRulesSet e) => new(Streams.Substitutions, [e]);

    public static SubstitutionRules Apply(SubstitutionRulesSet e, SubstitutionRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The version in force on a date; null before the first.</summary>
    public SubstitutionRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
