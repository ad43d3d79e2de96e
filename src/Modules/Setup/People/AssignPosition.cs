using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить сотрудника на должность (Z-5.5); a main one ends the main one before it.</summary>
/// <param name="Position">«Учитель математики».</param>
/// <param name="Second">Совмещение: beside the main one.</param>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record AssignPosition(Guid CommandId, StaffId Staff, string Position, bool Second, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

/// <summary>Освободить сотрудника от должности: from this day.</summary>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record EndPosition(Guid CommandId, StaffId Staff, string Position, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

public static class AssignPositionHandler
{
    public const int LongestPosition = 120;

    public static (Outcome, Events) Handle(
        AssignPosition command, [WriteAggregate(nameof(AssignPosition.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        var name = command.Position.Trim();
        if (name.Length is 0 or > LongestPosition) return (Outcome.Refused(Refusals.PositionIsEmptyOrLong, LongestPosition), []);
        if (staff.Dismissed <= command.From) return (Outcome.Refused(Refusals.StaffIsDismissed, staff.Dismissed), []);
        if (command.From < staff.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, staff.From), []);
        if (staff.Positions.Contains(new Position(name, command.Second, command.From, null, command.Order))) return (Outcome.Accepted, []);
        if (staff.Positions.FirstOrDefault(p => p.Until is null && Naming.IsSame(p.Name, name)) is { } held)
            return (Outcome.Refused(Refusals.PositionIsHeld, held.Name, held.From), []);
        var assigned = new PositionAssigned(command.Staff, name, command.Second, command.From, command.Order);
        if (command.Second || staff.Positions.LastOrDefault(p => p.Until is null && !p.Second) is not { } main) return (Outcome.Accepted, [assigned]);
        return command.From < main.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, main.From, command.From), [])
            : (Outcome.Accepted, [new PositionEnded(command.Staff, main.Name, command.From, command.Order), assigned]);
    }
}

public static class EndPositionHandler
{
    public static (Outcome, Events) Handle(
        EndPosition command, [WriteAggregate(nameof(EndPosition.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (staff.Positions.LastOrDefault(p => p.Name == command.Position) is not { } position) return (Outcome.Refused(Refusals.PositionIsNotHeld, command.Position), []);
        if (position.Until == command.From) return (Outcome.Accepted, []);
        if (position.Until is not null) return (Outcome.Refused(Refusals.PositionIsNotHeld, command.Position), []);
        return command.From < position.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, position.From, command.From), [])
            : (Outcome.Accepted, [new PositionEnded(command.Staff, position.Name, command.From, command.Order)]);
    }
}
