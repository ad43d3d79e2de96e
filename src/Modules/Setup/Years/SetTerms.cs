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
    public static (Outcome, Events) Handle(
        SetTerms command, [WriteAggregate(nameof(SetTerms.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (TermRules.Forbid(command.Terms, year) is { } refused) return (refused, []);
        if (TermRules.Clash(command.Terms, year.LevelTerms.SelectMany(set => set.Terms)) is { } clash) return (clash, []);
        return year.Terms.SequenceEqual(command.Terms)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new TermsSet(command.Year, command.Terms)]);
    }
}
