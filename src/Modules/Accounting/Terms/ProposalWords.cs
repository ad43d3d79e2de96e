using System.Globalization;
using ElJournal.Ui;

namespace ElJournal.Accounting.Terms;

/// <summary>The derivation of a proposal in a line that can be recounted by hand.</summary>
public static class ProposalWords
{
    private static Texts T => TermTexts.All;

    /// <summary>«(4·5 + 5·4)/9 = 4,44 → 4 по порогам, п. 3.2»: a grade and the weight that it has in all.</summary>
    public static string Of(Proposal proposal) => proposal.Kind switch
    {
        ProposalKind.Average => T.With("by.average", Sum(proposal), proposal.Grade, proposal.Clause),
        ProposalKind.NotAttested when proposal.Parts.Count == 0 => T.With(
            "by.missed", proposal.Missed, proposal.Lessons, proposal.Missed * 100 / Math.Max(1, proposal.Lessons), proposal.Grade, proposal.Clause),
        ProposalKind.NotAttested => T.With("by.part", proposal.Grade, proposal.Clause),
        ProposalKind.Exempt when proposal.Order is not null => T.With("by.order", proposal.Order, proposal.Grade),
        ProposalKind.Exempt => T.With("by.part", proposal.Grade, proposal.Clause),
        ProposalKind.Mean when proposal.Average is { } mean => T.With("by.mean", Mean(proposal), Moments.Hundredths(mean), proposal.Grade, proposal.Clause),
        ProposalKind.Mean => T.With("by.annual", proposal.Grade),
        ProposalKind.Lacking when proposal.Parts.Any(p => p.Grade is null) => T.With(
            "lacking.parts", string.Join(", ", Names([.. proposal.Parts.Where(p => p.Grade is null)], proposal.Parts.Select(p => p.Level).Distinct().Count() > 1))),
        ProposalKind.Lacking => T["lacking"],
        _ => proposal.Average is { } average ? T.With("free.average", Moments.Hundredths(average)) : T["free"],
    };

    private static string Sum(Proposal proposal)
    {
        var weights = proposal.Grades.GroupBy(g => g.Symbol).Select(g => (Symbol: g.Key, Weight: g.Sum(x => x.Weight * x.Count), First: g.First())).ToList();
        return string.Create(
            CultureInfo.CurrentUICulture,
            $"({string.Join(" + ", weights.Select(w => $"{w.Symbol}·{Hundredths(w.Weight)}"))})/{Hundredths(weights.Sum(w => w.Weight))} = {Moments.Hundredths(proposal.Average!.Value)}");
    }

    private static string Mean(Proposal proposal)
    {
        var weighted = proposal.Grades.Any(g => g.Weight != 1);
        return $"({string.Join(" + ", proposal.Grades.Select(g => weighted ? $"{g.Symbol}·{g.Weight}" : g.Symbol))})/{proposal.Grades.Sum(g => g.Weight)}";
    }

    /// <summary>«периоды 1, 2, 4»; the year level is named where there are several.</summary>
    private static IEnumerable<string> Names(IReadOnlyList<ProposalPart> parts, bool levels) => parts.GroupBy(p => (p.Source, p.Level)).Select(group =>
    {
        var terms = group.Select(p => p.Ordinal).Where(n => n > 0).Distinct().ToList();
        var name = terms.Count switch
        {
            0 => T["part." + group.Key.Source],
            1 => T.With("part.term", terms[0]),
            _ => T.With("part.some", string.Join(", ", terms)),
        };
        return levels ? T.With("part.level", name, group.Key.Level) : name;
    });

    private static string Hundredths(int value) => (value / 100m).ToString("0.##", CultureInfo.CurrentUICulture);
}
