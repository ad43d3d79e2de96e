using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Уточнить данные родителя (законного представителя): the whole card as it is now.</summary>
public sealed record ChangeGuardianCard(Guid CommandId, GuardianId Guardian, PersonCard Card) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Guardian(Guardian);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ChangeGuardianCard)} {Guardian}";
}

public static class ChangeGuardianCardHandler
{
    public static (Outcome, Events) Handle(
        ChangeGuardianCard command, [WriteAggregate(nameof(ChangeGuardianCard.Stream), Required = false)] GuardianCard? guardian)
    {
        if (guardian is null) return (Outcome.Refused(Refusals.GuardianIsUnknown), []);
        return Cards.Forbid(command.Card) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new GuardianCardChanged(command.Guardian, command.Words.Sealed)]);
    }
}
