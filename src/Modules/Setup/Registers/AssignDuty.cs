using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить ответственное лицо (D-1), both days inclusive.</summary>
/// <param name="Area">One of <see cref="DutyAreas"/>.</param>
/// <param name="Levels">Empty means the whole school.</param>
/// <param name="To">Null: until the next order.</param>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record AssignDuty(
    Guid CommandId, DutyId Duty, string Area, StaffId Staff, IReadOnlyList<int> Levels, DateOnly From, DateOnly? To, string Order) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Duty(Duty);
}

/// <summary>Освободить ответственное лицо: from this day.</summary>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record EndDuty(Guid CommandId, DutyId Duty, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Duty(Duty);
}

/// <param name="Staff">Null: there is no such person.</param>
public sealed record AssignDutyFacts(StaffCard? Staff);

public static class AssignDutyHandler
{
    public static async Task<AssignDutyFacts> LoadAsync(AssignDuty command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<StaffCard>(Streams.Staff(command.Staff), cancel));

    public static (Outcome, Events) Handle(AssignDuty command, [WriteAggregate(nameof(AssignDuty.Stream), Required = false)] DutyCard? duty, AssignDutyFacts facts)
    {
        // Sent twice by a double click or a reload, it is one assignment.
        if (duty is not null) return (Outcome.Accepted, []);
        if (!DutyAreas.All.Contains(command.Area)) return (Outcome.Refused(Refusals.DutyAreaIsUnknown, command.Area), []);
        if (facts.Staff is not { } staff) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (string.IsNullOrWhiteSpace(command.Order)) return (Outcome.Refused(Refusals.OrderIsMissing), []);
        if (command.To < command.From) return (Outcome.Refused(Refusals.DatesAreBackwards, command.From, command.To), []);
        if (command.From < staff.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, staff.From), []);
        if (staff.Dismissed <= command.From) return (Outcome.Refused(Refusals.StaffIsDismissed, staff.Dismissed), []);
        if (command.Levels.FirstOrDefault(level => level is < 1 or > 11, -1) is not -1 and var off) return (Outcome.Refused(Refusals.YearLevelIsOff, off), []);
        return (Outcome.Accepted,
            [new DutyAssigned(command.Duty, command.Area, command.Staff, [.. command.Levels.Distinct().Order()], command.From, command.To, command.Order)]);
    }
}

public static class EndDutyHandler
{
    public static (Outcome, Events) Handle(EndDuty command, [WriteAggregate(nameof(EndDuty.Stream), Required = false)] DutyCard? duty)
    {
        if (duty is null) return (Outcome.Refused(Refusals.DutyIsUnknown), []);
        if (duty.To == command.From.AddDays(-1)) return (Outcome.Accepted, []);
        return command.From < duty.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, duty.From, command.From), [])
            : (Outcome.Accepted, [new DutyEnded(command.Duty, command.From, command.Order)]);
    }
}
