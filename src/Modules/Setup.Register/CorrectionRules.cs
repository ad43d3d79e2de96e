namespace ElJournal.Setup.Register;

/// <summary>Регламент исправлений: all versions, oldest first.</summary>
public sealed record CorrectionRules(string Id, IReadOnlyList<CorrectionRulesSet> Versions)
{
    public static CorrectionRules Create(CorrectionRulesSet e) => new(Streams.Corrections, [e]);

    public static CorrectionRules Apply(CorrectionRulesSet e, CorrectionRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public CorrectionRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
