using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Прекратить индивидуальный план: from this day the pupil learns with the class.</summary>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record EndIndividualPlan(Guid CommandId, PupilId Pupil, GroupId Group, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

public static class EndIndividualPlanHandler
{
    public static (Outcome, Events) Handle(
        EndIndividualPlan command, [WriteAggregate(nameof(EndIndividualPlan.Stream), Required = false)] PupilCard? pupil)
    {
        if (pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (pupil.Plans.FirstOrDefault(p => p.Group == command.Group) is not { } plan) return (Outcome.Refused(Refusals.PlanIsUnknown), []);
        if (plan.To == command.From.AddDays(-1)) return (Outcome.Accepted, []);
        return command.From < plan.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, plan.From, command.From), [])
            : (Outcome.Accepted, [new IndividualPlanEnded(command.Pupil, command.Group, command.From, command.Order)]);
    }
}
