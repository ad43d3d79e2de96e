using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать учебные периоды параллелей (D-10.1, Z-5.1) instead of the school's own: half-years of 10–11, trimesters of the primary school.</summary>
/// <param name="Terms">The whole set; empty gives the levels back to the school's own.</param>
public sealed record SetLevelTerms(Guid CommandId, YearId Year, IReadOnlyList<int> Levels, IReadOnlyList<Term> Terms) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetLevelTermsHandler
{
    public static (Outcome, Events) Handle(
        SetLevelTerms command, [WriteAggregate(nameof(SetLevelTerms.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        int[] levels = [.. command.Levels.Distinct().Order()];
        if (LevelRules.Forbid(levels) is { } wrong) return (wrong, []);
        if (command.Terms.Count > 0)
        {
            if (TermRules.Forbid(command.Terms, year) is { } refused) return (refused, []);
            var others = year.LevelTerms.Where(set => set.Levels.Except(levels).Any()).SelectMany(set => set.Terms).Concat(year.Terms);
            if (TermRules.Clash(command.Terms, others) is { } clash) return (clash, []);
        }
        var stands = command.Terms.Count == 0
            ? !year.LevelTerms.Any(set => set.Levels.Intersect(levels).Any())
            : levels.All(level => year.LevelTerms.FirstOrDefault(set => set.Levels.Contains(level))?.Terms.SequenceEqual(command.Terms) == true);
        return stands ? (Outcome.Accepted, []) : (Outcome.Accepted, [new LevelTermsSet(command.Year, levels, command.Terms)]);
    }
}
