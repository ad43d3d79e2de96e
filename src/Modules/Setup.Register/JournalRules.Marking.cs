namespace ElJournal.Setup.Register;

public sealed partial record JournalRules
{
    /// <summary>Порядок выставления отметок: all versions, oldest first.</summary>
    public IReadOnlyList<MarkingRulesSet> Marking { get; init; } = [];

    public static JournalRules Apply(MarkingRulesSet e, JournalRules rules) =>
        rules with { Marking = [.. rules.Marking.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>How marks are given on a date; null before the first version.</summary>
    public MarkingRulesSet? MarkingOn(DateOnly date) => Marking.LastOrDefault(v => v.From <= date);
}
