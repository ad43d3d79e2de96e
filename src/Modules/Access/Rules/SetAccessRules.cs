using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Access.Rules;

/// <summary>Утвердить правила доступа: from a day on, by a local act.</summary>
public sealed record SetAccessRules(Guid CommandId, AccessRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccessStreams.Rules;
}

public static class SetAccessRulesHandler
{
    /// <summary>What a school may not go below: a password of eight characters is guessed (ASVS 5.0, 6.2.1).</summary>
    public const int FewestCharacters = 8;

    /// <summary>No figure of the rules is longer than a year.</summary>
    private const int Most = 10_000;

    public static (Outcome, Events) Handle(
        SetAccessRules command, [WriteAggregate(nameof(SetAccessRules.Stream), Required = false)] AccessRules? rules)
    {
        var set = command.Rules;
        if (string.IsNullOrWhiteSpace(set.Act)) return (Outcome.Refused(Refusals.ActIsMissing), []);
        if (set.StaffPassword is < FewestCharacters or > SigningIn.Passwords.Longest || set.OtherPassword is < FewestCharacters or > SigningIn.Passwords.Longest)
            return (Outcome.Refused(Refusals.RuleIsOutOfBounds, FewestCharacters, SigningIn.Passwords.Longest), []);
        int[] positive = [set.SlipDays, set.LockAfter, set.LockMinutes, set.AddressTries, set.StaffIdleMinutes, set.OtherIdleMinutes, set.LongestHours];
        if (positive.Any(n => n is < 1 or > Most) || set.GraceDays is < 0 or > Most) return (Outcome.Refused(Refusals.RuleIsOutOfBounds, 1, Most), []);
        return rules?.Versions.Contains(set) == true ? (Outcome.Accepted, []) : (Outcome.Accepted, [set]);
    }
}
