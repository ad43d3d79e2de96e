using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Записать отсутствие сотрудника (Z-4), both days inclusive; with the first day of one that stands, it says that one anew.</summary>
/// <param name="Cause">One of <see cref="AbsenceCauses"/>.</param>
public sealed record RecordStaffAbsence(Guid CommandId, StaffId Staff, DateOnly From, DateOnly To, string Cause) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

/// <summary>Отменить отсутствие сотрудника, which begins on that day.</summary>
public sealed record CancelStaffAbsence(Guid CommandId, StaffId Staff, DateOnly From) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

public static class RecordStaffAbsenceHandler
{
    public static (Outcome, Events) Handle(
        RecordStaffAbsence command, [WriteAggregate(nameof(RecordStaffAbsence.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (command.To < command.From) return (Outcome.Refused(Refusals.DatesAreBackwards, command.From, command.To), []);
        if (command.From < staff.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, staff.From), []);
        if (staff.Dismissed <= command.To) return (Outcome.Refused(Refusals.StaffIsDismissed, staff.Dismissed), []);
        if (!AbsenceCauses.All.Contains(command.Cause)) return (Outcome.Refused(Refusals.AbsenceCauseIsUnknown, command.Cause), []);
        if (staff.Absences.Contains(new StaffAbsence(command.From, command.To, command.Cause))) return (Outcome.Accepted, []);
        return staff.Absences.FirstOrDefault(a => a.From != command.From && a.From <= command.To && command.From <= a.To) is { } other
            ? (Outcome.Refused(Refusals.AbsencesOverlap, other.From, other.To), [])
            : (Outcome.Accepted, [new StaffAbsenceRecorded(command.Staff, command.From, command.To, command.Cause)]);
    }
}

public static class CancelStaffAbsenceHandler
{
    public static (Outcome, Events) Handle(
        CancelStaffAbsence command, [WriteAggregate(nameof(CancelStaffAbsence.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        return staff.Absences.Any(a => a.From == command.From)
            ? (Outcome.Accepted, [new StaffAbsenceCancelled(command.Staff, command.From)])
            : (Outcome.Accepted, []);
    }
}
