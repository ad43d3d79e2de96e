using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Уволить сотрудника: what was entrusted ends with the day before, the account is closed.</summary>
/// <param name="Order">Номер приказа.</param>
public sealed record DismissStaff(Guid CommandId, StaffId Staff, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

public static class DismissStaffHandler
{
    public static (Outcome, Events) Handle(
        DismissStaff command, [WriteAggregate(nameof(DismissStaff.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (staff.Dismissed == command.From) return (Outcome.Accepted, []);
        if (staff.Dismissed is { } left) return (Outcome.Refused(Refusals.StaffIsDismissed, left), []);
        return command.From < staff.From
            ? (Outcome.Refused(Refusals.StaffIsNotYetHired, staff.From), [])
            : (Outcome.Accepted, [new StaffDismissed(command.Staff, command.From, command.Order)]);
    }
}
