using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Уточнить данные обучающегося: the whole card as it is now.</summary>
public sealed record ChangePupilCard(Guid CommandId, PupilId Pupil, PersonCard Card) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ChangePupilCard)} {Pupil}";
}

public static class ChangePupilCardHandler
{
    public static (Outcome, Events) Handle(
        ChangePupilCard command, [WriteAggregate(nameof(ChangePupilCard.Stream), Required = false)] PupilCard? pupil)
    {
        if (pupil is null) return (Outcome.Refused(Refusals.PupilIsUnknown), []);
        return Cards.Forbid(command.Card) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new PupilCardChanged(command.Pupil, command.Words.Sealed)]);
    }
}
