using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Принять сотрудника (Z-5.5).</summary>
public sealed record HireStaff(Guid CommandId, StaffId Staff, PersonCard Card, DateOnly From) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Staff(Staff);

    /// <summary>The card as it goes to the openings.</summary>
    public Opening Words { get; } = Store.Openings.Of(Card);

    public IEnumerable<Opening> Openings => [Words];

    /// <summary>Never prints the card: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(HireStaff)} {Staff}";
}

public static class HireStaffHandler
{
    public static (Outcome, Events) Handle(
        HireStaff command, [WriteAggregate(nameof(HireStaff.Stream), Required = false)] StaffCard? staff)
    {
        if (staff is not null) return (Outcome.Refused(Refusals.StaffIsHired), []);
        return Cards.Forbid(command.Card) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [new StaffHired(command.Staff, command.Words.Sealed, command.From)]);
    }
}
