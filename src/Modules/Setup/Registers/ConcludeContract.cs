using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Записать договор с разработчиком (D-21), both days of its term inclusive; a new one stands beside the old.</summary>
public sealed record ConcludeContract(Guid CommandId, ContractId Contract, string Partner, string Number, DateOnly Signed, DateOnly From, DateOnly To) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Contract(Contract);
}

public static class ConcludeContractHandler
{
    public const int LongestNumber = 60;

    public static (Outcome, Events) Handle(
        ConcludeContract command, [WriteAggregate(nameof(ConcludeContract.Stream), Required = false)] ContractCard? contract)
    {
        // Sent twice by a double click or a reload, it is one contract.
        if (contract is not null) return (Outcome.Accepted, []);
        var (partner, number) = (command.Partner.Trim(), command.Number.Trim());
        if (!Naming.IsFit(partner) || number.Length is 0 or > LongestNumber) return (Outcome.Refused(Refusals.ContractIsIncomplete, Naming.Longest, LongestNumber), []);
        return command.To < command.From
            ? (Outcome.Refused(Refusals.DatesAreBackwards, command.From, command.To), [])
            : (Outcome.Accepted, [new ContractConcluded(command.Contract, partner, number, command.Signed, command.From, command.To)]);
    }
}
