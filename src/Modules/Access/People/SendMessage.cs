using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.People;

/// <summary>Отправить сообщение: a few words of the administrator to those chosen, read by each after the next sign-in.</summary>
public sealed record SendMessage(Guid CommandId, MessageId Message, IReadOnlyList<AccountId> Accounts, Opening Text) : ICommand, ICarriesOpenings
{
    public const int LongestText = 500;

    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Message.Stream;

    public IEnumerable<Opening> Openings => [Text];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SendMessage)} {Message}";
}

/// <summary>Сообщение as it was sent; its words are in the notices.</summary>
public sealed record Message(string Id, MessageId Key, IReadOnlyList<AccountId> Accounts)
{
    public static Message Create(MessageSent e) => new(e.Message.Stream, e.Message, e.Accounts);
}

/// <param name="Known">Those of the addressees that are there.</param>
public sealed record MessageFacts(DateTimeOffset Now, IReadOnlySet<AccountId> Known);

public static class SendMessageHandler
{
    public static async Task<MessageFacts> LoadAsync(SendMessage command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) => new(
        clock.GetUtcNow(),
        (await session.LoadManyAsync<Account>(cancel, [.. command.Accounts.Distinct().Select(AccountStream.Of)])).Select(a => a.Key).ToHashSet());

    public static (Outcome, Events, IEnumerable<IMartenOp>) Handle(
        SendMessage command, [WriteAggregate(nameof(SendMessage.Stream), Required = false)] Message? message, MessageFacts facts)
    {
        // Sent twice by a double click or a reload, it is one message.
        if (message is not null) return (Outcome.Accepted, [], []);
        var text = command.Text.Value.Trim();
        if (text.Length is 0 or > SendMessage.LongestText) return (Outcome.Refused(Refusals.MessageIsEmpty, SendMessage.LongestText), [], []);
        var addressees = command.Accounts.Distinct().ToList();
        if (addressees.Count == 0 || !addressees.TrueForAll(facts.Known.Contains)) return (Outcome.Refused(Refusals.NobodyIsChosen), [], []);
        return (Outcome.Accepted, [new MessageSent(command.Message, addressees, command.Text.Sealed)],
            addressees.Select(account => (IMartenOp)MartenOps.Store(
                new Notice($"{command.Message}-{account}", account, Notice.Message, facts.Now) { Text = text })).ToList());
    }
}
