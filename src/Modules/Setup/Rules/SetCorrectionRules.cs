using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить регламент исправлений (D-4, D-13, Z-9), in force from a day until the next version.</summary>
public sealed record SetCorrectionRules(Guid CommandId, CorrectionRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Corrections;
}

public static class SetCorrectionRulesHandler
{
    public const int MostWindowDays = 366;
    public const int MostHours = 30 * 24;

    public static (Outcome, Events) Handle(
        SetCorrectionRules command, [WriteAggregate(nameof(SetCorrectionRules.Stream), Required = false)] CorrectionRules? standing)
    {
        var rules = command.Rules;
        if (rules.WindowDays is < 0 or > MostWindowDays) return (Outcome.Refused(Refusals.CorrectionWindowIsOff, MostWindowDays), []);
        if (rules.GrantHours < 1 || rules.MostGrantHours > MostHours || rules.GrantHours > rules.MostGrantHours)
            return (Outcome.Refused(Refusals.GrantHoursAreOff, MostHours), []);
        if (!Naming.IsFit(rules.Act)) return (Outcome.Refused(Refusals.CorrectionRulesLackAct), []);
        if (!new[] { rules.FreeClause, rules.WindowClause, rules.PermitClause }.All(Naming.IsFit)) return (Outcome.Refused(Refusals.CorrectionRulesLackClause), []);
        return standing?.Versions.Contains(rules) == true ? (Outcome.Accepted, []) : (Outcome.Accepted, [rules]);
    }
}
