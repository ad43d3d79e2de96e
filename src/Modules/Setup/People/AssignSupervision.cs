using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Поручить заместителю директора параллели и предметы (D-1), both days inclusive.</summary>
/// <param name="Levels">Empty means all year levels.</param>
/// <param name="Subjects">Empty means all subjects.</param>
/// <param name="Order">Номер приказа.</param>
public sealed record AssignSupervision(
    Guid CommandId, StaffId Staff, IReadOnlyList<int> Levels, IReadOnlyList<SubjectId> Subjects, DateOnly From, DateOnly? To = null, string? Order = null) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);
}

public static class AssignSupervisionHandler
{
    public static (Outcome, Events) Handle(
        AssignSupervision command, [WriteAggregate(nameof(AssignSupervision.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (staff.Dismissed <= command.From) return (Outcome.Refused(Refusals.StaffIsDismissed, staff.Dismissed), []);
        if (command.From < staff.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, staff.From), []);
        if (command.To < command.From) return (Outcome.Refused(Refusals.DatesAreBackwards, command.From, command.To), []);
        if (command.Levels.FirstOrDefault(level => level is < 1 or > 11, -1) is not -1 and var off) return (Outcome.Refused(Refusals.YearLevelIsOff, off), []);
        return staff.Supervisions.LastOrDefault() is { } last && last.From == command.From && last.To == command.To
            && last.Levels.SequenceEqual(command.Levels) && last.Subjects.SequenceEqual(command.Subjects)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new SupervisionAssigned(command.Staff, command.Levels, command.Subjects, command.From, command.To, command.Order)]);
    }
}
