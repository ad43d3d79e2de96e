using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить регламент ведения журнала (D-4, D-13), in force from a day until the next version.</summary>
public sealed record SetJournalRules(Guid CommandId, JournalRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Regulation;
}

public static class SetJournalRulesHandler
{
    private const int MostFreeMinutes = 7 * 24 * 60;
    private const int MostWeight = 10_000;

    public static (Outcome, Events) Handle(
        SetJournalRules command, [WriteAggregate(nameof(SetJournalRules.Stream), Required = false)] JournalRules? standing)
    {
        if (Forbid(command.Rules) is { } refused) return (refused, []);
        return standing?.Versions.FirstOrDefault(v => v.From == command.Rules.From) is { } version && Same(version, command.Rules)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [command.Rules]);
    }

    private static Outcome? Forbid(JournalRulesSet rules)
    {
        if (rules.Grades.Count == 0) return Outcome.Refused(Refusals.RulesLackScale);
        // Nothing that stands may be corrected without a reason, so there must be one to choose.
        if (rules.Reasons.Count == 0) return Outcome.Refused(Refusals.RulesLackReasons);
        if (!Naming.IsFit(rules.Act)) return Outcome.Refused(Refusals.RulesLackAct);
        if (Faulty(rules.Grades.Select(g => g.Symbol).Concat(rules.Attendance.Select(a => a.Letter))) is { } symbol)
            return Outcome.Refused(Refusals.RulesRepeatSymbol, symbol);
        if ((Faulty(rules.Reasons.Select(r => r.Code)) ?? Faulty(rules.WorkTypes.Select(w => w.Code))) is { } code)
            return Outcome.Refused(Refusals.RulesRepeatCode, code);
        if (rules.FreeMinutes is < 0 or > MostFreeMinutes)
            return Outcome.Refused(Refusals.FreeMinutesAreOff, MostFreeMinutes, rules.FreeMinutes);
        return rules.WorkTypes.FirstOrDefault(w => w.Weight is < 0 or > MostWeight) is { } heavy
            ? Outcome.Refused(Refusals.WeightIsOff, heavy.Name, heavy.Weight)
            : null;
    }

    /// <summary>The first that is empty or stands twice; null when all are good.</summary>
    private static string? Faulty(IEnumerable<string> signs)
    {
        var seen = new HashSet<string>();
        return signs.FirstOrDefault(sign => string.IsNullOrWhiteSpace(sign) || !seen.Add(sign));
    }

    private static bool Same(JournalRulesSet one, JournalRulesSet other) =>
        one.Grades.SequenceEqual(other.Grades) && one.Attendance.SequenceEqual(other.Attendance)
        && one.Reasons.SequenceEqual(other.Reasons) && one.WorkTypes.SequenceEqual(other.WorkTypes)
        && one.FreeMinutes == other.FreeMinutes && one.Act == other.Act;
}
