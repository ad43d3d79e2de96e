using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать набор звонков (D-10.8) beside the year's own: shorter lessons of grade 1, the second shift, a Saturday.</summary>
/// <param name="Schedule">Code of the set within the year: 1–64 characters of <c>0-9 a-z . -</c>.</param>
public sealed record SetBellSchedule(Guid CommandId, YearId Year, string Schedule, string Name, IReadOnlyList<Bell> Bells) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Year(Year);
}

public static class SetBellScheduleHandler
{
    public static (Outcome, Events) Handle(
        SetBellSchedule command, [WriteAggregate(nameof(SetBellSchedule.Stream), Required = false)] YearCalendar? year)
    {
        var name = command.Name.Trim();
        if (year is null) return (Outcome.Refused(Refusals.YearIsUnknown, command.Year.Value), []);
        if (!Id.IsValid(command.Schedule)) return (Outcome.Refused(Refusals.ScheduleIsUnknown, command.Schedule), []);
        if (!Naming.IsFit(name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
        if (year.Schedules.Any(s => s.Schedule != command.Schedule && Naming.IsSame(s.Name, name)))
            return (Outcome.Refused(Refusals.ScheduleNameIsTaken, name), []);
        if (BellRules.Forbid(command.Bells) is { } refused) return (refused, []);
        return year.Schedules.FirstOrDefault(s => s.Schedule == command.Schedule) is { } stands && stands.Name == name && stands.Bells.SequenceEqual(command.Bells)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new BellScheduleSet(command.Year, command.Schedule, name, command.Bells)]);
    }
}
