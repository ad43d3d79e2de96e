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
        if (BellRules.Forbid(command.Bells) is { } refused) return (refused, []);
        return year.Bells.SequenceEqual(command.Bells)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new BellsSet(command.Year, command.Bells)]);
    }
}
