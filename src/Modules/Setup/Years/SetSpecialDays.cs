using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать праздничные и перенесённые дни года (D-10.2): the whole set at once.</summary>
public sealed record SetSpecialDays(Guid CommandId, YearId Year, IReadOnlyList<SpecialDay> Days) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetSpecialDaysHandler
{
    public static (Outcome, Events) Handle(
        SetSpecialDays command, [WriteAggregate(nameof(SetSpecialDays.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        SpecialDay[] days = [.. command.Days.Select(d => d with { Name = d.Name.Trim() }).OrderBy(d => d.Date)];
        DateOnly? before = null;
        foreach (var (date, name, weekday) in days)
        {
            if (!Naming.IsFit(name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
            if (date < year.From || date > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, date, year.From, year.To), []);
            if (date == before) return (Outcome.Refused(Refusals.SpecialDayIsRepeated, date), []);
            if (weekday is < 1 or > 7) return (Outcome.Refused(Refusals.WeekdayIsOff, weekday), []);
            before = date;
        }
        return year.SpecialDays.SequenceEqual(days) ? (Outcome.Accepted, []) : (Outcome.Accepted, [new SpecialDaysSet(command.Year, days)]);
    }
}
