using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить порядок ликвидации академической задолженности (273-ФЗ, ст. 58), in force from a day until the next version.</summary>
public sealed record SetDebtRules(Guid CommandId, DebtRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.DebtRules;
}

public static class SetDebtRulesHandler
{
    private const int LongestSymbol = 6;
    private const int MostMonths = 24;
    private const int MostMembers = 15;

    /// <summary>Pages of the year that may make a debt.</summary>
    public static readonly IReadOnlyList<string> Pages = ["annual", "exam"];

    public static (Outcome, Events) Handle(
        SetDebtRules command, [WriteAggregate(nameof(SetDebtRules.Stream), Required = false)] DebtRules? standing)
    {
        var rules = command.Rules;
        if (!Naming.IsFit(rules.Act)) return (Outcome.Refused(Refusals.DebtRulesLackAct), []);
        if (rules.Pages.Count == 0 || rules.Pages.Any(p => !Pages.Contains(p)) || rules.Grades.Count == 0
            || rules.Grades.Any(g => string.IsNullOrWhiteSpace(g) || g.Length > LongestSymbol)) return (Outcome.Refused(Refusals.DebtRulesLackGrades), []);
        var months = rules.Retakes.Select(r => r.Months).ToList();
        if (months.Count == 0 || months.Any(m => m is < 1 or > MostMonths) || !months.Order().SequenceEqual(months)) return (Outcome.Refused(Refusals.DebtRulesLackRetakes), []);
        if (rules.Members is < 1 or > MostMembers) return (Outcome.Refused(Refusals.DebtRulesMembers), []);
        return standing?.Versions.FirstOrDefault(v => v.From == rules.From) is { } version && Same(version, rules)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [rules]);
    }

    private static bool Same(DebtRulesSet one, DebtRulesSet other) =>
        (one.Members, one.MissedCounts, one.IllnessExcluded, one.Act) == (other.Members, other.MissedCounts, other.IllnessExcluded, other.Act)
        && one.Pages.SequenceEqual(other.Pages) && one.Grades.SequenceEqual(other.Grades) && one.Retakes.SequenceEqual(other.Retakes);
}
