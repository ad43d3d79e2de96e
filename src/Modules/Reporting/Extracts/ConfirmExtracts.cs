using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Reporting.Extracts;

/// <summary>Записать получение выписок: the stubs that came back, all of one day.</summary>
/// <param name="On">Day of the signatures.</param>
public sealed record ConfirmExtracts(Guid CommandId, ClassId Class, IReadOnlyList<ExtractReceipt> Receipts, DateOnly On) : ICommand
{
    public Need Need => new(Permission.IssueExtracts, Streams.Class(Class));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ExtractBook.Stream(Class);
}

/// <param name="Guardian">Who signed; null: the pupil.</param>
public sealed record ExtractReceipt(int Number, GuardianId? Guardian);

/// <param name="Guardians">The guardians named by the command, as the register has them.</param>
public sealed record ReceiptFacts(DateOnly Today, IReadOnlyList<GuardianCard> Guardians);

public static class ConfirmExtractsHandler
{
    public static async Task<ReceiptFacts> LoadAsync(ConfirmExtracts command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var guardians = await session.LoadManyAsync<GuardianCard>(cancel, [.. command.Receipts.Select(r => r.Guardian).OfType<GuardianId>().Distinct().Select(Streams.Guardian)]);
        return new ReceiptFacts(await session.DayOf(clock.GetUtcNow(), cancel), guardians);
    }

    public static (Outcome, Events) Handle(ConfirmExtracts command, [WriteAggregate(nameof(ConfirmExtracts.Stream), Required = false)] ExtractBook? book, ReceiptFacts facts)
    {
        if (command.Receipts.Count == 0 || command.Receipts.DistinctBy(r => r.Number).Count() != command.Receipts.Count) return (Outcome.Refused(Refusals.ReceiptOfNothing), []);
        foreach (var receipt in command.Receipts)
        {
            if (book?.Of(receipt.Number) is not { } issued) return (Outcome.Refused(Refusals.ExtractIsUnknown, receipt.Number), []);
            if (issued.Received is { } day) return (Outcome.Refused(Refusals.ExtractIsReceived, receipt.Number, day), []);
            if (command.On < issued.On || command.On > facts.Today) return (Outcome.Refused(Refusals.ReceiptDayIsOff, receipt.Number, issued.On, facts.Today), []);
            if (receipt.Guardian is { } by && !facts.Guardians.Any(g => g.Guardian == by && g.Wards.Any(w => w.Pupil == issued.Pupil)))
                return (Outcome.Refused(Refusals.ReceiptByStranger, receipt.Number), []);
        }
        return (Outcome.Accepted, [.. command.Receipts.Select(r => new ExtractReceived(command.Class, r.Number, r.Guardian, command.On))]);
    }
}
