using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody.Rules;

/// <summary>Порядок хранения архива утверждён (D-5, D-16, D-24): in force from a day until the next version.</summary>
/// <param name="From">First day in force.</param>
/// <param name="Copies">Экземпляров on different media, besides the server.</param>
/// <param name="CheckMonths">How often each copy is checked, months.</param>
/// <param name="Act">Локальный акт with its clause.</param>
[Recorded("integrity.custody_rules_set.v1")]
public sealed record CustodyRulesSet(DateOnly From, int Copies, int CheckMonths, string Act) : IRuleSet
{
    /// <summary>Until the school sets its own: two copies (D-5, A-10), checked once a year.</summary>
    public static CustodyRulesSet Usual { get; } = new(DateOnly.MinValue, 2, 12, "");
}

/// <summary>Порядок хранения: all versions, oldest first.</summary>
/// <param name="Id">Key of the stream.</param>
public sealed record CustodyRules(string Id, IReadOnlyList<CustodyRulesSet> Versions)
{
    public const string Stream = "regulation/custody";

    public static CustodyRules Create(CustodyRulesSet e) => new(Stream, [e]);

    public static CustodyRules Apply(CustodyRulesSet e, CustodyRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a date; null before the first.</summary>
    public CustodyRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
