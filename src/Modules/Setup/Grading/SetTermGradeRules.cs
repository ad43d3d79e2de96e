using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Утвердить правила отметок за период и год (Z-6.20): the whole set, in force from a day until the next version.</summary>
public sealed record SetTermGradeRules(Guid CommandId, TermGradeRulesSet Rules) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.TermGrading;
}

public static class SetTermGradeRulesHandler
{
    private const int LongestSymbol = 6;
    private const int MostGrades = 100;
    private const int MostHours = 10_000;
    private const int MostWeight = 100;

    public static (Outcome, Events) Handle(
        SetTermGradeRules command, [WriteAggregate(nameof(SetTermGradeRules.Stream), Required = false)] TermGradeRules? standing)
    {
        var set = command.Rules;
        if (!Naming.IsFit(set.Act)) return (Outcome.Refused(Refusals.TermGradesLackAct), []);
        if (set.Reasons.Count == 0) return (Outcome.Refused(Refusals.TermGradesLackReasons), []);
        if (Unnamed(set) is { } unnamed) return (Outcome.Refused(Refusals.TermGradesLackClause, unnamed), []);
        if (Repeated(set) is { } repeated) return (Outcome.Refused(Refusals.TermGradesRepeat, repeated), []);
        if (Off(set) is { } off) return (Outcome.Refused(Refusals.TermGradesNumberIsOff, off), []);
        return standing?.Versions.FirstOrDefault(v => v.From == set.From) is { } version && Same(version, set) ? (Outcome.Accepted, []) : (Outcome.Accepted, [set]);
    }

    private static string? Unnamed(TermGradeRulesSet set)
    {
        var clauses = set.Minimums.Select(m => m.Clause).Concat(set.Annuals.Select(a => a.Clause)).Concat(set.Finals.Select(f => f.Clause))
            .Append(set.NotAttested.Clause);
        if (clauses.Any(clause => !Naming.IsFit(clause))) return "—";
        return new[] { set.NotAttested.Symbol, set.Exempt }.FirstOrDefault(s => string.IsNullOrWhiteSpace(s) || s.Length > LongestSymbol)
            ?? set.Reasons.Select(r => r.Name).FirstOrDefault(name => !Naming.IsFit(name));
    }

    private static string? Repeated(TermGradeRulesSet set) =>
        Twice(set.Reasons.Select(r => r.Code)) ?? Twice(set.Ranks.Select(r => r.Symbol))
        ?? Twice(set.Finals.Select(f => $"{f.Level}")) ?? Twice(set.Minimums.Select(m => $"{m.TermKind} {m.Over}"))
        ?? (set.NotAttested.Symbol == set.Exempt ? set.Exempt : null);

    private static string? Off(TermGradeRulesSet set)
    {
        if (set.Minimums.FirstOrDefault(m => m.Over is < 0 or > MostHours || m.Grades is < 1 or > MostGrades) is { } minimum) return $"{minimum.Grades}";
        if (set.NotAttested.Percent is < 0 or > 100) return $"{set.NotAttested.Percent} %";
        if (set.Annuals.SelectMany(a => a.Levels).Concat(set.Finals.Select(f => f.Level)).Concat(set.Finals.SelectMany(f => f.Parts).Select(p => p.Level))
            .Where(level => level is < 1 or > 11).ToList() is [var level, ..]) return $"{level}";
        if (set.Annuals.FirstOrDefault(a => a.UpTo is < 0 or > MostHours || a.Ordinals.Any(o => o < 1)) is { } annual) return annual.Clause;
        if (set.Finals.FirstOrDefault(f => f.Parts.Count == 0 || f.Parts.Any(p => p.Weight is < 1 or > MostWeight || !FinalSources.All.Contains(p.Source))) is { } final)
            return final.Clause;
        return set.Ranks.FirstOrDefault(r => r.Rank is < 1 or > 5)?.Symbol;
    }

    private static string? Twice(IEnumerable<string> signs)
    {
        var seen = new HashSet<string>();
        return signs.FirstOrDefault(sign => string.IsNullOrWhiteSpace(sign) || !seen.Add(sign));
    }

    private static bool Same(TermGradeRulesSet one, TermGradeRulesSet other) =>
        (one.NotAttested, one.Exempt, one.Act) == (other.NotAttested, other.Exempt, other.Act)
        && one.Minimums.SequenceEqual(other.Minimums) && one.Ranks.SequenceEqual(other.Ranks) && one.Reasons.SequenceEqual(other.Reasons)
        && one.Annuals.Count == other.Annuals.Count && one.Annuals.Zip(other.Annuals).All(pair => Same(pair.First, pair.Second))
        && one.Finals.Count == other.Finals.Count && one.Finals.Zip(other.Finals).All(pair => Same(pair.First, pair.Second));

    private static bool Same(AnnualRule one, AnnualRule other) =>
        (one.UpTo, one.Clause) == (other.UpTo, other.Clause) && one.Levels.SequenceEqual(other.Levels) && one.Ordinals.SequenceEqual(other.Ordinals);

    private static bool Same(FinalRule one, FinalRule other) =>
        (one.Level, one.Clause) == (other.Level, other.Clause) && one.Parts.SequenceEqual(other.Parts);
}
