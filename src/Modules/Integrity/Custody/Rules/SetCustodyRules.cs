using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Rules;

/// <summary>Утвердить порядок хранения архива.</summary>
public sealed record SetCustodyRules(Guid CommandId, DateOnly From, int Copies, int CheckMonths, string Act) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => CustodyRules.Stream;
}

public static class SetCustodyRulesHandler
{
    public const int MostCopies = 9;
    public const int MostMonths = 60;
    public const int LongestAct = 200;

    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(SetCustodyRules command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        ground.Today(SchoolId.From(session.TenantId), cancel);

    public static (Outcome, Events) Handle(
        SetCustodyRules command, [WriteAggregate(nameof(SetCustodyRules.Stream), Required = false)] CustodyRules? standing, DateOnly today)
    {
        var rules = new CustodyRulesSet(command.From, command.Copies, command.CheckMonths, command.Act.Trim());
        if (standing?.Versions.Contains(rules) == true) return (Outcome.Accepted, []);
        if (rules.Act.Length is 0 or > LongestAct) return (Outcome.Refused(CustodyRefusals.RulesLackAct, LongestAct), []);
        // What was in time stays in time: only the very first rules may reach into the past.
        if (rules.From == default || (standing is not null && rules.From <= today)) return (Outcome.Refused(CustodyRefusals.RulesReachBack, today.AddDays(1)), []);
        return rules.Copies is < 1 or > MostCopies || rules.CheckMonths is < 1 or > MostMonths
            ? (Outcome.Refused(CustodyRefusals.RulesAreOff, MostCopies, MostMonths), [])
            : (Outcome.Accepted, [rules]);
    }
}
