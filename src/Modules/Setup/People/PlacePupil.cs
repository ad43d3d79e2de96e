using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Перевести обучающегося в класс; one who has departed comes back by it.</summary>
/// <param name="Order">Номер приказа.</param>
public sealed record PlacePupil(Guid CommandId, PupilId Pupil, ClassId Class, DateOnly From, string? Order = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

public static class PlacePupilHandler
{
    public static Task<Placing> LoadAsync(PlacePupil command, IDocumentSession session, CancellationToken cancel) =>
        Placing.Load(command.Class, session, cancel);

    public static (Outcome, Events) Handle(
        PlacePupil command,
        [WriteAggregate(nameof(PlacePupil.Stream), Required = false)] PupilCard? pupil,
        Placing placing)
    {
        if (pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        if (Placing.IsIn(pupil, command.Class)) return (Outcome.Accepted, []);
        return placing.Forbid(pupil, command.From) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [Placing.Move(pupil, command.Class, command.From, command.Order)]);
    }
}
