using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать расписание звонков года (D-10.8).</summary>
public sealed record SetBells(Guid CommandId, YearId Year, IReadOnlyList<Bell> Bells) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetBellsHandler
{
    public static (Outcome, Events) Handle(
        SetBells command, [WriteAggregate(nameof(SetBells.Stream), Required = false)] YearCalendar? year)
    {
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (command.Bells.Count == 0) return (Outcome.Refused(Refusals.BellsAreMissing), []);
        Bell? before = null;
        foreach (var bell in command.Bells)
        {
            if (!IsTime(bell.Starts) || !IsTime(bell.Ends) || !IsBefore(bell.Starts, bell.Ends))
                return (Outcome.Refused(Refusals.BellTimeIsWrong, bell.Slot, bell.Starts, bell.Ends), []);
            if (bell.Slot < 0 || before is not null && (bell.Slot <= before.Slot || IsBefore(bell.Starts, before.Ends)))
                return (Outcome.Refused(Refusals.BellsAreOutOfOrder, bell.Slot), []);
            before = bell;
        }
        return year.Bells.SequenceEqual(command.Bells)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new BellsSet(command.Year, command.Bells)]);
    }

    private static bool IsTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Times of the form HH:mm are in order as text.</summary>
    private static bool IsBefore(string one, string other) => string.CompareOrdinal(one, other) < 0;
}
