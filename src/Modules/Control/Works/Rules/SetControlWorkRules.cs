using ElJournal.Control.Pages;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Works.Rules;

/// <summary>Утвердить ограничения графика контрольных работ, in force from a day until the next version.</summary>
public sealed record SetControlWorkRules(Guid CommandId, ControlWorkRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ControlWorkStreams.Rules;
}

public static class SetControlWorkRulesHandler
{
    private const int LongestText = 200;

    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(SetControlWorkRules command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(
        SetControlWorkRules command, [WriteAggregate(nameof(SetControlWorkRules.Stream), Required = false)] ControlWorkRules? standing, DateOnly today)
    {
        var rules = command.Rules;
        if (standing?.Versions.Any(v => (v.From, v.Act) == (rules.From, rules.Act) && v.Limits.SequenceEqual(rules.Limits)) == true) return (Outcome.Accepted, []);
        if (!IsFit(rules.Act)) return (Outcome.Refused(Refusals.WorkRulesLackAct), []);
        // What has been judged stays judged: only the very first rules may reach into the past.
        if (standing is not null && rules.From <= today) return (Outcome.Refused(Refusals.WorkRulesReachBack, today.AddDays(1)), []);
        if (!rules.Limits.Select(l => l.Limit).Order().SequenceEqual(WorkLimits.All.Order())) return (Outcome.Refused(Refusals.WorkRulesLackLimits), []);
        if (rules.Limits.FirstOrDefault(l => Sane(l.Limit) is var (least, most) && (l.Value < least || l.Value > most)) is { } off)
            return (Outcome.Refused(Refusals.WorkLimitIsOff, WorkWords.Limit(off.Limit), Typed(off.Limit, Sane(off.Limit).Least), Typed(off.Limit, Sane(off.Limit).Most)), []);
        return rules.Limits.All(l => IsFit(l.Clause)) ? (Outcome.Accepted, [rules]) : (Outcome.Refused(Refusals.WorkRulesLackClause), []);
    }

    /// <summary>Between what a value makes sense, in the limit's own unit.</summary>
    public static (int Least, int Most) Sane(string limit) => limit switch
    {
        WorkLimits.Day => (1, 5),
        WorkLimits.Apart => (0, 60),
        WorkLimits.Share => (100, 10_000),
        WorkLimits.Edge => (0, 2_000),
        WorkLimits.Length => (1, WorkChecks.MostLessons),
        WorkLimits.Minutes => (1, 240),
        _ => (0, 60),
    };

    /// <summary>As people type it: percents and hours, not their hundredths.</summary>
    private static decimal Typed(string limit, int value) => limit is WorkLimits.Share or WorkLimits.Edge ? value / 100m : value;

    private static bool IsFit(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;
}
