using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup;

/// <summary>What a set of terms must be, the school's own and that of single year levels alike.</summary>
internal static class TermRules
{
    public static readonly IReadOnlyList<string> Kinds = ["quarter", "trimester", "half_year", "module"];

    public static Outcome? Forbid(IReadOnlyList<Term> terms, YearCalendar year)
    {
        if (terms.Count == 0) return Outcome.Refused(Refusals.TermsAreMissing);
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (!Kinds.Contains(term.Kind)) return Outcome.Refused(Refusals.TermKindIsUnknown, term.Kind);
            if (term.Kind != terms[0].Kind) return Outcome.Refused(Refusals.TermKindsDiffer);
            if (terms.Take(i).Any(t => t.Id == term.Id)) return Outcome.Refused(Refusals.TermIsRepeated, term.Id.Value);
            if (term.To < term.From) return Outcome.Refused(Refusals.TermIsBackwards, i + 1, term.From, term.To);
            if (term.From < year.From || term.To > year.To)
                return Outcome.Refused(Refusals.TermIsOutsideYear, i + 1, year.From, year.To);
            if (term.Ordinal != i + 1) return Outcome.Refused(Refusals.TermsAreOutOfOrder, i + 1, term.Ordinal);
            if (i == 0) continue;
            if (term.To < terms[i - 1].From) return Outcome.Refused(Refusals.TermsAreOutOfOrder, i + 1, term.Ordinal);
            if (term.From <= terms[i - 1].To) return Outcome.Refused(Refusals.TermsOverlap, i, i + 1, term.From);
        }
        return null;
    }

    /// <summary>A term's id says its days all over the school: what grades of a term are kept under.</summary>
    public static Outcome? Clash(IReadOnlyList<Term> terms, IEnumerable<Term> others) =>
        others.FirstOrDefault(other => terms.Any(t => t.Id == other.Id && t != other)) is { } taken
            ? Outcome.Refused(Refusals.TermIsOfOthers, taken.Id.Value)
            : null;
}
