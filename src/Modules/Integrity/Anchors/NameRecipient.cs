using ElJournal.Kernel;
using ElJournal.Store;
using MimeKit;
using Wolverine.Marten;

namespace ElJournal.Integrity.Anchors;

/// <summary>Members of the staff at work by their ids, with names; the register of people knows them and provides this.</summary>
public delegate Task<IReadOnlyDictionary<string, string>> StaffAtWork(SchoolId school, CancellationToken cancel);

/// <summary>Назначить получателя контрольных точек или сменить его адрес.</summary>
public sealed record NameRecipient(Guid CommandId, string Staff, Opening Address) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AnchorBook.Stream;

    public IEnumerable<Opening> Openings => [Address];

    /// <summary>Never prints the address: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(NameRecipient)} {Staff}";
}

/// <summary>Whether there is such a member of the staff.</summary>
public sealed record RecipientFacts(bool IsAtWork);

public static class NameRecipientHandler
{
    private const int LongestAddress = 254;

    public static async Task<RecipientFacts> LoadAsync(NameRecipient command, Marten.IDocumentSession session, StaffAtWork staff, CancellationToken cancel) =>
        new((await staff(SchoolId.From(session.TenantId), cancel)).ContainsKey(command.Staff));

    public static (Outcome, Events, IMartenOp) Handle(
        NameRecipient command, [WriteAggregate(nameof(NameRecipient.Stream), Required = false)] AnchorBook? book, RecipientFacts facts)
    {
        if (!facts.IsAtWork) return (Outcome.Refused(Refusals.RecipientIsUnknown), [], MartenOps.Nothing());
        if (!IsAddress(command.Address.Value)) return (Outcome.Refused(Refusals.AddressIsMalformed), [], MartenOps.Nothing());
        var before = book?.Of(command.Staff);
        if (before is null && book?.Recipients.Count >= AnchorBook.Most) return (Outcome.Refused(Refusals.TooManyRecipients, AnchorBook.Most), [], MartenOps.Nothing());
        return (Outcome.Accepted, [new RecipientNamed(command.Staff, command.Address.Sealed)], new EraseOpenings(before is null ? [] : [before.Address]));
    }

    /// <summary>A plain address: no display name, no group, nothing that would begin another header.</summary>
    public static bool IsAddress(string text) => text.Length is > 2 and <= LongestAddress && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailboxAddress.TryParse(text, out var parsed) && parsed?.Address == text && text.IndexOf('@') is > 0 and var at && at < text.Length - 1;
}

/// <summary>Снять получателя контрольных точек: его адрес стирается.</summary>
public sealed record DismissRecipient(Guid CommandId, string Staff) : ICommand
{
    public Need Need => new(Permission.KeepLog);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AnchorBook.Stream;
}

public static class DismissRecipientHandler
{
    public static (Outcome, Events, IMartenOp) Handle(
        DismissRecipient command, [WriteAggregate(nameof(DismissRecipient.Stream), Required = false)] AnchorBook? book) =>
        book?.Of(command.Staff) is { } recipient
            ? (Outcome.Accepted, [new RecipientDismissed(command.Staff)], new EraseOpenings([recipient.Address]))
            : (Outcome.Refused(Refusals.RecipientIsUnknown), [], MartenOps.Nothing());
}
