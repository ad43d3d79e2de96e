namespace ElJournal.Access.Rules;

/// <summary>Правила доступа школы: all versions, oldest first.</summary>
public sealed record AccessRules(string Id, IReadOnlyList<AccessRulesSet> Versions)
{
    /// <summary>
    /// What holds until the school has laid down its own: the figures of ASVS 5.0 and of the regulation's plan. They only keep a new
    /// installation safe; the page of rules asks for the local act.
    /// </summary>
    public static readonly AccessRulesSet BeforeOwn = new(DateOnly.MinValue, 15, 12, 14, 14, 5, 5, 200, 30, 120, 12, "");

    public static AccessRules Create(AccessRulesSet e) => new(AccessStreams.Rules, [e]);

    public static AccessRules Apply(AccessRulesSet e, AccessRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a day.</summary>
    public static AccessRulesSet On(AccessRules? rules, DateOnly day) => rules?.Versions.LastOrDefault(v => v.From <= day) ?? BeforeOwn;
}

/// <summary>What the rules say of one account.</summary>
public static class RulesOfAccount
{
    public static int ShortestPassword(this AccessRulesSet rules, bool staff) => staff ? rules.StaffPassword : rules.OtherPassword;

    public static TimeSpan Idle(this AccessRulesSet rules, bool staff) => TimeSpan.FromMinutes(staff ? rules.StaffIdleMinutes : rules.OtherIdleMinutes);

    public static TimeSpan Longest(this AccessRulesSet rules) => TimeSpan.FromHours(rules.LongestHours);

    public static TimeSpan Lock(this AccessRulesSet rules) => TimeSpan.FromMinutes(rules.LockMinutes);

    /// <summary>The first day on which the second step is demanded of the staff: counted from the account's opening, or from the rule where it came later.</summary>
    public static DateOnly GraceEnds(this AccessRulesSet rules, DateOnly opened) => Later(rules.From, opened).AddDays(rules.GraceDays);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
