namespace ElJournal.Control.Rules;

/// <summary>Сроки заполнения журнала: all versions, oldest first.</summary>
public sealed record ControlRules(string Id, IReadOnlyList<ControlRulesSet> Versions)
{
    public static ControlRules Create(ControlRulesSet e) => new(ControlStreams.Rules, [e]);

    public static ControlRules Apply(ControlRulesSet e, ControlRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a date; null before the first.</summary>
    public ControlRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
