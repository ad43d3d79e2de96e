using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Внести родителя (законного представителя) в реестр .</summary>
public sealed record RegisterGuardian(Guid CommandId, GuardianId Guardian, PersonCard Card) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Guardian(Guardian);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RegisterGuardian)} {Guardian}";
}

public static class RegisterGuardianHandler
{
    public static (Outcome, Events) Handle(
        RegisterGuardian command, [WriteAggregate(nameof(RegisterGuardian.Stream), Required = false)] GuardianCard? guardian)
    {
        if (guardian is not null) return (Outcome.Refused(Refusals.GuardianIsRegistered), []);
        return Cards.Forbid(command.Card) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new GuardianRegistered(command.Guardian, command.Words.Sealed)]);
    }
}
