using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить порядок выставления отметок (D-4): the term of a deferred grade and grades of the absent, in force from a day until the next version.</summary>
public sealed record SetMarkingRules(Guid CommandId, MarkingRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Regulation;
}

public static class SetMarkingRulesHandler
{
    private const int MostPointDays = 120;

    public static (Outcome, Events) Handle(
        SetMarkingRules command, [WriteAggregate(nameof(SetMarkingRules.Stream), Required = false)] JournalRules? standing)
    {
        var rules = command.Rules;
        if (standing is null) return (Outcome.Refused(Refusals.RulesComeFirst), []);
        if (rules.PointDays is < 1 or > MostPointDays) return (Outcome.Refused(Refusals.PointDaysAreOff, MostPointDays, rules.PointDays), []);
        if (!AbsentGrades.All.Contains(rules.AbsentGrade)) return (Outcome.Refused(Refusals.AbsentGradeIsUnknown, rules.AbsentGrade), []);
        if (!Naming.IsFit(rules.Act)) return (Outcome.Refused(Refusals.RulesLackAct), []);
        return standing.Marking.Contains(rules) ? (Outcome.Accepted, []) : (Outcome.Accepted, [rules]);
    }
}
