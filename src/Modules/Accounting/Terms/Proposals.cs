using ElJournal.Accounting.Journal;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Terms;

/// <summary>What a course is graded by at the end of a term.</summary>
/// <param name="System">Null: the school has set none for it.</param>
/// <param name="Hours">A week, in hundredths.</param>
public sealed record TermRuling(GradingSystem? System, TermGradeRulesSet Rules, int Level, int Hours);

/// <summary>
/// Proposes grades by the school's dated rules: of a term from the visible cells of its page, of a year from the grades of terms, at the end
/// of school from those of years. Pure: the same page and rules give the same proposal.
/// </summary>
public static class Proposals
{
    public static Proposal OfTerm(JournalPage page, PupilRow row, Term term, TermRuling ruling, Exemption? exemption)
    {
        var cells = page.Lessons.Zip(row.Cells).Where(pair => !(pair.First.Date < row.From) && !(pair.First.Date >= row.Left)).ToList();
        var held = cells.Where(pair => pair.First.WasHeld).ToList();
        var missed = page.Rules.Attendance.Where(a => a.Missed).Select(a => a.Letter).ToHashSet();
        var grades = WeightedAverage.Weigh(
            cells.SelectMany(pair => (pair.Second?.Grades ?? []).Select(g => (g, pair.First.WorkType))), page.Rules.Grades, page.Rules.WorkTypes).ToList();
        var minimum = ruling.Rules.MinimumOf(term.Kind, ruling.Hours);
        var seen = new Proposal(ProposalKind.Free, null)
        {
            Average = WeightedAverage.Of(grades),
            Grades = [.. grades.GroupBy(g => g).Select(g => new WeighedGroup(g.Key.Symbol, g.Key.Value, g.Key.Weight, g.Count()))
                .OrderByDescending(g => g.Weight).ThenByDescending(g => g.Value)],
            Lessons = held.Count,
            Missed = held.Count(pair => pair.Second?.Attendance is { } code && missed.Contains(code)),
            Count = cells.Sum(pair => pair.Second?.Grades.Count ?? 0),
            Minimum = minimum?.Grades,
        };
        if (exemption is not null && Covers(exemption, row, term, seen.Count))
            return seen with { Kind = ProposalKind.Exempt, Grade = ruling.Rules.Exempt, Order = exemption.Order };
        if (ruling.System is not { Thresholds.Count: > 0 } system) return seen;
        if (IsNotAttested(seen, ruling.Rules.NotAttested))
            return seen with { Kind = ProposalKind.NotAttested, Grade = ruling.Rules.NotAttested.Symbol, Clause = ruling.Rules.NotAttested.Clause };
        if (seen.Average is not { } average) return seen with { Kind = ProposalKind.Lacking, Clause = minimum?.Clause };
        return seen with
        {
            Kind = ProposalKind.Average,
            Grade = system.Thresholds.FirstOrDefault(t => average >= t.From)?.Symbol ?? system.Thresholds[^1].Symbol,
            Clause = system.Clause,
        };
    }

    /// <summary>The grade of a year from those of its terms, in their order.</summary>
    /// <param name="terms">The graded terms that the pupil was here for or has brought a grade of.</param>
    public static Proposal OfYear(IReadOnlyList<(Term Term, string? Grade)> terms, TermRuling ruling)
    {
        if (ruling.System is not { Symbols.Count: > 0 } system || system.Rounding == Roundings.None) return new Proposal(ProposalKind.Free, null);
        var clause = ruling.Rules.AnnualOf(ruling.Level, ruling.Hours)?.Clause ?? system.Clause;
        return Mean([.. terms.Select(t => new ProposalPart(FinalSources.Terms, ruling.Level, t.Term.Ordinal, t.Grade, 1))], ruling, clause);
    }

    /// <summary>The final grade: by the rule of the level, or the annual one where there is none.</summary>
    /// <param name="parts">All grades there are or should be; those the rule does not name are left out.</param>
    public static Proposal AtTheEnd(IReadOnlyList<ProposalPart> parts, TermRuling ruling)
    {
        if (ruling.System is not { Symbols.Count: > 0 }) return new Proposal(ProposalKind.Free, null);
        var rule = ruling.Rules.Finals.FirstOrDefault(f => f.Level == ruling.Level);
        if (rule is null)
        {
            var annual = parts.FirstOrDefault(p => p.Source == FinalSources.Annual && p.Level == ruling.Level);
            return new Proposal(annual?.Grade is null ? ProposalKind.Lacking : ProposalKind.Mean, annual?.Grade) { Parts = annual is null ? [] : [annual] };
        }
        var named = new List<ProposalPart>();
        foreach (var part in rule.Parts)
        {
            var found = parts.Where(p => p.Source == part.Source && p.Level == part.Level).Select(p => p with { Weight = part.Weight }).ToList();
            if (part.Source == FinalSources.Exam) named.AddRange(found.Where(p => p.Grade is not null));
            else named.AddRange(found.Count > 0 ? found : [new ProposalPart(part.Source, part.Level, 0, null, part.Weight)]);
        }
        return Mean(named, ruling, rule.Clause);
    }

    /// <summary>н/а of one part is н/а of the whole; an exempt part is left out.</summary>
    private static Proposal Mean(IReadOnlyList<ProposalPart> parts, TermRuling ruling, string clause)
    {
        var system = ruling.System!;
        var lacking = new Proposal(ProposalKind.Lacking, null) { Parts = parts, Clause = clause };
        if (parts.Count == 0 || parts.Any(p => p.Grade is null)) return lacking;
        if (parts.Any(p => p.Grade == ruling.Rules.NotAttested.Symbol))
            return lacking with { Kind = ProposalKind.NotAttested, Grade = ruling.Rules.NotAttested.Symbol };
        if (parts.All(p => p.Grade == ruling.Rules.Exempt)) return lacking with { Kind = ProposalKind.Exempt, Grade = ruling.Rules.Exempt };
        var counted = parts
            .Select(p => (Part: p, Value: system.Symbols.FirstOrDefault(s => s.Symbol == p.Grade)?.Hundredths))
            .Where(p => p.Value is not null).Select(p => new WeighedGrade(p.Part.Grade!, p.Value!.Value, p.Part.Weight)).ToList();
        if (WeightedAverage.Of(counted) is not { } average) return lacking with { Kind = ProposalKind.Free };
        var grade = system.Rounding == Roundings.Thresholds && system.Thresholds.Count > 0
            ? system.Thresholds.FirstOrDefault(t => average >= t.From)?.Symbol ?? system.Thresholds[^1].Symbol
            : Nearest(system, counted.Sum(g => (long)g.Value * g.Weight), counted.Sum(g => g.Weight));
        return lacking with
        {
            Kind = ProposalKind.Mean,
            Grade = grade,
            Average = average,
            Grades = [.. counted.Select(g => new WeighedGroup(g.Symbol, g.Value, g.Weight, 1))],
        };
    }

    /// <summary>Mathematical rounding of the exact mean, not of its hundredths: halves go up.</summary>
    private static string? Nearest(GradingSystem system, long sum, long weights) => system.Symbols.Where(s => s.Hundredths is not null)
        .OrderBy(s => Math.Abs(s.Hundredths!.Value * weights - sum)).ThenByDescending(s => s.Hundredths).FirstOrDefault()?.Symbol;

    private static bool IsNotAttested(Proposal seen, NotAttestedRule rule) =>
        rule.Percent > 0 && seen.Lessons > 0 && seen.Missed * 100 >= rule.Percent * seen.Lessons
        && (!rule.OnlyBelowMinimum || seen.Count < (seen.Minimum ?? 0) || seen.Count == 0);

    /// <summary>Exempt for the whole of the pupil's time in the term, or at its end without a single mark.</summary>
    private static bool Covers(Exemption exemption, PupilRow row, Term term, int count)
    {
        var (from, to) = (row.From > term.From ? row.From : term.From, row.Left is { } left && left <= term.To ? left.AddDays(-1) : term.To);
        return !(exemption.To < to) && (exemption.From <= from || (count == 0 && exemption.From <= to));
    }
}
