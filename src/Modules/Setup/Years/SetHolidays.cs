using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать каникулы (D-10.2, Z-5.2): the whole set of these year levels at once.</summary>
/// <param name="Levels">Empty: of all levels that have no set of their own.</param>
public sealed record SetHolidays(Guid CommandId, YearId Year, IReadOnlyList<int> Levels, IReadOnlyList<Holiday> Holidays) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetHolidaysHandler
{
    public static (Outcome, Events) Handle(
        SetHolidays command, [WriteAggregate(nameof(SetHolidays.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        int[] levels = [.. command.Levels.Distinct().Order()];
        if (levels.Length > 0 && LevelRules.Forbid(levels) is { } wrong) return (wrong, []);
        Holiday[] holidays = [.. command.Holidays.Select(h => h with { Name = h.Name.Trim() }).OrderBy(h => h.From)];
        if (Forbid(holidays, year) is { } refused) return (refused, []);
        return Stands(year, levels, holidays) ? (Outcome.Accepted, []) : (Outcome.Accepted, [new HolidaysSet(command.Year, levels, holidays)]);
    }

    private static Outcome? Forbid(Holiday[] holidays, YearCalendar year)
    {
        for (var i = 0; i < holidays.Length; i++)
        {
            var (name, from, to) = holidays[i];
            if (!Naming.IsFit(name)) return Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest);
            if (to < from) return Outcome.Refused(Refusals.DatesAreBackwards, from, to);
            if (from < year.From) return Outcome.Refused(Refusals.DateIsOutsideYear, from, year.From, year.To);
            if (to > year.To) return Outcome.Refused(Refusals.DateIsOutsideYear, to, year.From, year.To);
            if (i > 0 && from <= holidays[i - 1].To) return Outcome.Refused(Refusals.HolidaysOverlap, holidays[i - 1].Name, name, from);
        }
        return null;
    }

    private static bool Stands(YearCalendar year, int[] levels, Holiday[] holidays) => levels.Length == 0
        ? (year.HolidaySets.FirstOrDefault(set => set.Levels.Count == 0)?.Holidays ?? []).SequenceEqual(holidays)
        : levels.All(level => year.HolidaySets.FirstOrDefault(set => set.Levels.Contains(level))?.Holidays.SequenceEqual(holidays) == true);
}
