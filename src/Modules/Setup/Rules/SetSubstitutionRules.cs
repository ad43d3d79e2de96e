using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить порядок оплаты замен, in force from a day until the next version.</summary>
public sealed record SetSubstitutionRules(Guid CommandId, SubstitutionRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Substitutions;
}

public static class SetSubstitutionRulesHandler
{
    public const int WholeHour = 100;

    public static (Outcome, Events) Handle(
        SetSubstitutionRules command, [WriteAggregate(nameof(SetSubstitutionRules.Stream), Required = false)] SubstitutionRules? standing)
    {
        var set = command.Rules;
        if (set.CombinedShare is < 0 or > WholeHour) return (Outcome.Refused(Refusals.CombinedShareIsOff), []);
        if (!Naming.IsFit(set.Act)) return (Outcome.Refused(Refusals.SubstitutionRulesLackAct), []);
        return standing?.Versions.Contains(set) == true ? (Outcome.Accepted, []) : (Outcome.Accepted, [set]);
    }
}
