using System.Globalization;
using ElJournal.Control.Pages;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Rules;

/// <summary>Утвердить сроки заполнения журнала (D-4, D-14), in force from a day until the next version.</summary>
public sealed record SetControlRules(Guid CommandId, ControlRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ControlStreams.Rules;
}

public static class SetControlRulesHandler
{
    public const int MostDays = 60;
    public const int MostLag = 100;
    private const int LongestText = 200;
    private const int MostLines = 40;

    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(SetControlRules command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(
        SetControlRules command, [WriteAggregate(nameof(SetControlRules.Stream), Required = false)] ControlRules? standing, DateOnly today)
    {
        var rules = command.Rules;
        if (standing?.Versions.Any(v => Same(v, rules)) == true) return (Outcome.Accepted, []);
        if (!IsFit(rules.Act)) return (Outcome.Refused(Refusals.RulesLackAct), []);
        // What has been judged stays judged: only the very first rules may reach into the past.
        if (standing is not null && rules.From <= today) return (Outcome.Refused(Refusals.RulesReachBack, today.AddDays(1)), []);
        if (!rules.Entries.Select(e => e.Entry).Order().SequenceEqual(TimedEntries.All.Order())) return (Outcome.Refused(Refusals.RulesLackEntries), []);
        if (rules.Entries.Any(e => e.Days is < 0 or > MostDays || !IsTime(e.Time))) return (Outcome.Refused(Refusals.DeadlineIsOff, MostDays), []);
        if (rules.Grades.Count is 0 or > MostLines || rules.Grades.Any(g => g.Days is < 0 or > MostDays || g.Levels.Any(level => level is < 1 or > 11)))
            return (Outcome.Refused(Refusals.DeadlineIsOff, MostDays), []);
        // The last line is for everything that no other names, or some grades would have no deadline.
        if (rules.Grades[^1] is not { WorkTypes.Count: 0, Levels.Count: 0 }) return (Outcome.Refused(Refusals.GradesLackRest), []);
        if (rules.LagHours is < 1 or > MostLag) return (Outcome.Refused(Refusals.LagIsOff, MostLag), []);
        if (!rules.Entries.Select(e => e.Clause).Concat(rules.Grades.Select(g => g.Clause)).All(IsFit)) return (Outcome.Refused(Refusals.RulesLackClause), []);
        return (Outcome.Accepted, [rules]);
    }

    private static bool IsFit(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;

    private static bool IsTime(string? time) => time is null || TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool Same(ControlRulesSet one, ControlRulesSet other) =>
        (one.From, one.LagHours, one.Act) == (other.From, other.LagHours, other.Act) && one.Entries.SequenceEqual(other.Entries)
        && one.Grades.Count == other.Grades.Count && one.Grades.Zip(other.Grades).All(pair => Same(pair.First, pair.Second));

    private static bool Same(GradeDeadline one, GradeDeadline other) =>
        (one.Days, one.Clause) == (other.Days, other.Clause) && one.WorkTypes.SequenceEqual(other.WorkTypes) && one.Levels.SequenceEqual(other.Levels);
}
