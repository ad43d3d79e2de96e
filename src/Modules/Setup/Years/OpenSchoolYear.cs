using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Открыть учебный год (D-10.1): from its first day to its last.</summary>
public sealed record OpenSchoolYear(Guid CommandId, YearId Year, DateOnly From, DateOnly To) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

/// <param name="Years">Every year of the school.</param>
public sealed record OpenSchoolYearFacts(IReadOnlyList<YearCalendar> Years);

public static class OpenSchoolYearHandler
{
    private const int LongestInDays = 366;

    public static async Task<OpenSchoolYearFacts> LoadAsync(OpenSchoolYear command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.Query<YearCalendar>().ToListAsync(cancel));

    public static (Outcome, Events) Handle(
        OpenSchoolYear command,
        [WriteAggregate(nameof(OpenSchoolYear.Stream), Required = false)] YearCalendar? year,
        OpenSchoolYearFacts facts)
    {
        var (from, to) = (command.From, command.To);
        if (year is not null)
        {
            return year.From == from && year.To == to
                ? (Outcome.Accepted, [])
                : (Outcome.Refused(Refusals.YearIsOpen, year.From, year.To), []);
        }
        if (to <= from) return (Outcome.Refused(Refusals.DatesAreBackwards, from, to), []);
        if (to.DayNumber - from.DayNumber >= LongestInDays) return (Outcome.Refused(Refusals.YearIsTooLong, LongestInDays), []);
        if (facts.Years.FirstOrDefault(other => other.From <= to && from <= other.To) is { } other)
            return (Outcome.Refused(Refusals.YearsOverlap, other.From, other.To), []);
        return (Outcome.Accepted, [new SchoolYearOpened(command.Year, from, to)]);
    }
}
