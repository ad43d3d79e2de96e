using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Записать, что родитель представляет обучающегося. Each parent is linked apart.</summary>
/// <param name="Relation"><c>mother</c>, <c>father</c> or <c>guardian</c>.</param>
public sealed record LinkGuardian(Guid CommandId, GuardianId Guardian, PupilId Pupil, string Relation, DateOnly From) : ICommand
{
    public static readonly IReadOnlyList<string> Relations = ["mother", "father", "guardian"];

    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Guardian(Guardian);
}

/// <summary>Записать, что родитель больше не представляет обучающегося.</summary>
public sealed record UnlinkGuardian(Guid CommandId, GuardianId Guardian, PupilId Pupil, DateOnly From) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Guardian(Guardian);
}

/// <param name="Pupil">Null when the school has no such pupil.</param>
public sealed record LinkGuardianFacts(PupilCard? Pupil);

public static class LinkGuardianHandler
{
    public static async Task<LinkGuardianFacts> LoadAsync(LinkGuardian command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<PupilCard>(Streams.Pupil(command.Pupil), cancel));

    public static (Outcome, Events) Handle(
        LinkGuardian command, [WriteAggregate(nameof(LinkGuardian.Stream), Required = false)] GuardianCard? guardian, LinkGuardianFacts facts)
    {
        if (guardian is null) return (Outcome.Refused(Refusals.GuardianIsUnknown), []);
        if (facts.Pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (!LinkGuardian.Relations.Contains(command.Relation)) return (Outcome.Refused(Refusals.RelationIsUnknown, command.Relation), []);
        if (guardian.Wards.LastOrDefault(w => w.Pupil == command.Pupil && w.Until is null) is not { } ward)
            return (Outcome.Accepted, [new GuardianLinked(command.Guardian, command.Pupil, command.Relation, command.From)]);
        return ward.Relation == command.Relation && ward.From == command.From
            ? (Outcome.Accepted, [])
            : (Outcome.Refused(Refusals.GuardianIsLinked, ward.From), []);
    }
}

public static class UnlinkGuardianHandler
{
    public static (Outcome, Events) Handle(
        UnlinkGuardian command, [WriteAggregate(nameof(UnlinkGuardian.Stream), Required = false)] GuardianCard? guardian)
    {
        if (guardian is null) return (Outcome.Refused(Refusals.GuardianIsUnknown), []);
        if (guardian.Wards.LastOrDefault(w => w.Pupil == command.Pupil) is not { } ward) return (Outcome.Refused(Refusals.GuardianIsNotLinked), []);
        if (ward.Until == command.From) return (Outcome.Accepted, []);
        if (ward.Until is not null) return (Outcome.Refused(Refusals.GuardianIsNotLinked), []);
        return command.From < ward.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, ward.From, command.From), [])
            : (Outcome.Accepted, [new GuardianUnlinked(command.Guardian, command.Pupil, command.From)]);
    }
}
