using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить системы оценивания (D-22.10, Z-16.10): the whole set, in force from a day until the next version.</summary>
public sealed record SetGrading(Guid CommandId, GradingSet Grading) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Grading;
}

public static class SetGradingHandler
{
    private const int LongestSymbol = 6;

    public static (Outcome, Events) Handle(
        SetGrading command, [WriteAggregate(nameof(SetGrading.Stream), Required = false)] GradingRules? standing)
    {
        var set = command.Grading;
        if (set.Systems.Count == 0) return (Outcome.Refused(Refusals.GradingLacksSystems), []);
        if (!Naming.IsFit(set.Act)) return (Outcome.Refused(Refusals.GradingLacksAct), []);
        if (set.Systems.Select(ForbidSystem).FirstOrDefault(r => r is not null) is { } system) return (system, []);
        if (ForbidSet(set) is { } refused) return (refused, []);
        return standing?.On(set.From) is { } version && Same(version, set) ? (Outcome.Accepted, []) : (Outcome.Accepted, [set]);
    }

    private static Outcome? ForbidSystem(GradingSystem system)
    {
        if (!Naming.IsFit(system.Name) || !Naming.IsFit(system.Clause) || !Roundings.All.Contains(system.Rounding))
            return Outcome.Refused(Refusals.GradingLacksClause, system.Name);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (system.Symbols.FirstOrDefault(s => !FitsCell(s.Symbol) || !seen.Add(s.Symbol)) is { } symbol)
            return Outcome.Refused(Refusals.GradingRepeatsSymbol, system.Name, symbol.Symbol, LongestSymbol);
        for (var i = 0; i < system.Thresholds.Count; i++)
        {
            var threshold = system.Thresholds[i];
            if (system.Symbols.All(s => s.Symbol != threshold.Symbol) || threshold.From < 0 || (i > 0 && threshold.From >= system.Thresholds[i - 1].From))
                return Outcome.Refused(Refusals.ThresholdIsOff, system.Name, threshold.Symbol);
        }
        return null;
    }

    private static Outcome? ForbidSet(GradingSet set)
    {
        var codes = new HashSet<string>();
        if (set.Systems.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.Code) || !codes.Add(s.Code)) is { } twice)
            return Outcome.Refused(Refusals.GradingRepeatsCode, twice.Code);
        if (set.Uses.FirstOrDefault(u => !codes.Contains(u.System)) is { } lost) return Outcome.Refused(Refusals.GradingSystemIsUnknown, lost.System);
        if (set.Uses.SelectMany(u => u.Levels).Where(l => l is < 1 or > 11).ToList() is [var level, ..]) return Outcome.Refused(Refusals.YearLevelIsOff, level);
        var marks = new HashSet<string>(set.Systems.SelectMany(s => s.Symbols).Select(s => s.Symbol), StringComparer.OrdinalIgnoreCase);
        if (set.Specials.FirstOrDefault(m => !(m.InLesson ? FitsCell(m.Symbol) : IsShort(m.Symbol)) || !Naming.IsFit(m.Name) || !marks.Add(m.Symbol)) is { } special)
            return Outcome.Refused(Refusals.GradingRepeatsSymbol, special.Name, special.Symbol, LongestSymbol);
        var works = new HashSet<string>();
        return set.Works.FirstOrDefault(w => !works.Add(w.WorkType) || !WorkCategories.All.Contains(w.Category)) is { } work
            ? Outcome.Refused(Refusals.WorkCategoryIsUnknown, work.WorkType)
            : null;
    }

    private static bool IsShort(string symbol) => !string.IsNullOrWhiteSpace(symbol) && symbol.Length <= LongestSymbol;

    /// <summary>In a cell of the journal these signs part one mark from the next.</summary>
    private static bool FitsCell(string symbol) => IsShort(symbol) && symbol.IndexOfAny(['/', ' ', ',']) < 0;

    private static bool Same(GradingSet one, GradingSet other) =>
        one.Act == other.Act && one.Specials.SequenceEqual(other.Specials) && one.Works.SequenceEqual(other.Works)
        && one.Systems.Count == other.Systems.Count && one.Systems.Zip(other.Systems).All(pair => Same(pair.First, pair.Second))
        && one.Uses.Count == other.Uses.Count && one.Uses.Zip(other.Uses).All(pair => Same(pair.First, pair.Second));

    private static bool Same(GradingSystem one, GradingSystem other) =>
        (one.Code, one.Name, one.Rounding, one.Clause) == (other.Code, other.Name, other.Rounding, other.Clause)
        && one.Symbols.SequenceEqual(other.Symbols) && one.Thresholds.SequenceEqual(other.Thresholds);

    private static bool Same(GradingUse one, GradingUse other) =>
        (one.System, one.Clause) == (other.System, other.Clause) && one.Levels.SequenceEqual(other.Levels) && one.Subjects.SequenceEqual(other.Subjects);
}
