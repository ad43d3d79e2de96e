using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Зачислить обучающегося в школу и сразу в класс .</summary>
/// <param name="Order">Номер приказа.</param>
public sealed record EnrolPupil(Guid CommandId, PupilId Pupil, PersonCard Card, ClassId Class, DateOnly From, string? Order = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(EnrolPupil)} {Pupil}";
}

public static class EnrolPupilHandler
{
    public static Task<Placing> LoadAsync(EnrolPupil command, IDocumentSession session, CancellationToken cancel) =>
        Placing.Load(command.Class, session, cancel);

    public static (Outcome, Events) Handle(
        EnrolPupil command,
        [WriteAggregate(nameof(EnrolPupil.Stream), Required = false)] PupilCard? pupil,
        Placing placing)
    {
        if (pupil is not null) return (Outcome.Refused(Refusals.PupilIsEnrolled), []);
        if ((Cards.Forbid(command.Card) ?? placing.Forbid(command.From)) is { } refused) return (refused, []);
        return (Outcome.Accepted,
        [
            new PupilEnrolled(command.Pupil, command.Words.Sealed, command.From, command.Order),
            new PupilPlaced(command.Pupil, command.Class, command.From, null, command.Order),
        ]);
    }
}
