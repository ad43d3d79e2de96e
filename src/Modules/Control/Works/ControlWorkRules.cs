namespace ElJournal.Control.Works;

/// <summary>Ограничения графика контрольных работ: all versions, oldest first.</summary>
public sealed record ControlWorkRules(string Id, IReadOnlyList<ControlWorkRulesSet> Versions)
{
    public static ControlWorkRules Create(ControlWorkRulesSet e) => new(ControlWorkStreams.Rules, [e]);

    public static ControlWorkRules Apply(ControlWorkRulesSet e, ControlWorkRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The version in force on a date; null before the first.</summary>
    public ControlWorkRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
