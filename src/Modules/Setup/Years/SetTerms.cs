using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать учебные периоды года (D-10.1, Z-5.1): the whole set at once, in order.</summary>
public sealed record SetTerms(Guid CommandId, YearId Year, IReadOnlyList<Term> Terms) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetTermsHandler
{
    private static readonly string[] Kinds = ["quarter", "trimester", "half_year", "module"];

    public static (Outcome, Events) Handle(
        SetTerms command, [WriteAggregate(nameof(SetTerms.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (Forbid(command.Terms, year) is { } refused) return (refused, []);
        return year.Terms.SequenceEqual(command.Terms)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TermsSet(command.Year, command.Terms)]);
    }

    private static Outcome? Forbid(IReadOnlyList<Term> terms, YearCalendar year)
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
}
