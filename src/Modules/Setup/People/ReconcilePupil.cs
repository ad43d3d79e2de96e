using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>
/// Сверить обучающегося со списком: what one row of a list changes, card and class together, so that no half of a row is stored.
/// </summary>
/// <param name="Card">The card as it is now; null when the list says nothing new.</param>
/// <param name="Order">Номер приказа.</param>
public sealed record ReconcilePupil(Guid CommandId, PupilId Pupil, PersonCard? Card, ClassId Class, DateOnly From, string? Order = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening? Words { get; } = Card is null ? null : Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => Words is null ? [] : [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ReconcilePupil)} {Pupil}";
}

public static class ReconcilePupilHandler
{
    public static Task<Placing> LoadAsync(ReconcilePupil command, IDocumentSession session, CancellationToken cancel) =>
        Placing.Load(command.Class, session, cancel);

    public static (Outcome, Events) Handle(
        ReconcilePupil command,
        [WriteAggregate(nameof(ReconcilePupil.Stream), Required = false)] PupilCard? pupil,
        Placing placing)
    {
        if (pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        var events = new Events();
        if (command.Card is { } card)
        {
            if (Cards.Forbid(card) is { } refused) return (refused, []);
            events.Add(new PupilCardChanged(command.Pupil, command.Words!.Sealed));
        }
        if (!Placing.IsIn(pupil, command.Class))
        {
            if (placing.Forbid(pupil, command.From) is { } refused) return (refused, []);
            events.Add(Placing.Move(pupil, command.Class, command.From, command.Order));
        }
        return (Outcome.Accepted, events);
    }
}
