using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Уточнить данные сотрудника: the whole card as it is now.</summary>
public sealed record ChangeStaffCard(Guid CommandId, StaffId Staff, PersonCard Card) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ChangeStaffCard)} {Staff}";
}

public static class ChangeStaffCardHandler
{
    public static (Outcome, Events) Handle(
        ChangeStaffCard command, [WriteAggregate(nameof(ChangeStaffCard.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is null) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        return Cards.Forbid(command.Card) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new StaffCardChanged(command.Staff, command.Words.Sealed)]);
    }
}
