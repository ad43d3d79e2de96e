using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить обучающемуся индивидуальный учебный план или обучение на дому (D-10.4, Z-5.8), both days inclusive.</summary>
/// <param name="Group">Of kind <see cref="GroupKinds.Individual"/>, formed before, with this pupil alone: its courses are the plan.</param>
/// <param name="Kind">One of <see cref="PlanKinds"/>.</param>
/// <param name="To">Null: to the year's end.</param>
/// <param name="Order">Номер и дата приказа.</param>
public sealed record SetIndividualPlan(
    Guid CommandId, PupilId Pupil, GroupId Group, string Kind, DateOnly From, DateOnly? To = null, string? Order = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

/// <param name="Group">Null: there is no such group.</param>
public sealed record SetIndividualPlanFacts(StudyGroupCard? Group);

public static class SetIndividualPlanHandler
{
    public static async Task<SetIndividualPlanFacts> LoadAsync(SetIndividualPlan command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<StudyGroupCard>(Streams.Group(command.Group), cancel));

    public static (Outcome, Events) Handle(
        SetIndividualPlan command, [WriteAggregate(nameof(SetIndividualPlan.Stream), Required = false)] PupilCard? pupil, SetIndividualPlanFacts facts)
    {
        if (pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (!PlanKinds.All.Contains(command.Kind)) return (Outcome.Refused(Refusals.PlanKindIsUnknown, command.Kind), []);
        if (facts.Group is not { Kind: GroupKinds.Individual } group || group.Pupils.Any(p => p.Pupil != command.Pupil) || group.Pupils.Count == 0)
            return (Outcome.Refused(Refusals.PlanGroupIsWrong), []);
        if (command.To < command.From) return (Outcome.Refused(Refusals.DatesAreBackwards, command.From, command.To), []);
        if (pupil.Departed <= command.From) return (Outcome.Refused(Refusals.PupilHasDeparted, pupil.Departed), []);
        var plan = new PupilPlan(command.Group, command.Kind, command.From, command.To, command.Order);
        if (pupil.Plans.Contains(plan)) return (Outcome.Accepted, []);
        return pupil.Plans.FirstOrDefault(p => p.Group != command.Group && !(p.To < command.From) && !(command.To < p.From)) is { } other
            ? (Outcome.Refused(Refusals.PlanIsOn, other.From), [])
            : (Outcome.Accepted, [new IndividualPlanSet(command.Pupil, command.Group, command.Kind, command.From, command.To, command.Order)]);
    }
}
