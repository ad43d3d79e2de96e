namespace ElJournal.Setup.Register;

/// <summary>Порядок ликвидации академической задолженности: all versions, oldest first.</summary>
public sealed record DebtRules(string Id, IReadOnlyList<DebtRulesSet> Versions)
{
    public static DebtRules Create(DebtRulesSet e) => new(Streams.DebtRules, [e]);

    public static DebtRules Apply(DebtRulesSet e, DebtRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public DebtRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);

    /// <summary>What the law itself says, of a school that has laid down nothing of its own: two retakes within a year, the second before a commission.</summary>
    public static DebtRulesSet Lawful(DateOnly from, string act = "273-ФЗ, ст. 58") =>
        new(from, ["annual"], ["2", "н/а"], [new RetakeRule(6, false), new RetakeRule(12, true)], 3, true, true, act);

    /// <summary>The school's set in force on a date, or what the law says.</summary>
    public static DebtRulesSet On(DebtRules? rules, DateOnly date) => rules?.On(date) ?? Lawful(date);
}
