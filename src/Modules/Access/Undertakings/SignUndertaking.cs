using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Undertakings;

/// <summary>Подписать обязательство (Z-19): one's own, in the version that was shown.</summary>
/// <param name="Edition">Version of the text; a member of that name would be taken for the stream's.</param>
public sealed record SignUndertaking(Guid CommandId, AccountId Account, int Edition) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>What is signed; null where the school has no text yet.</summary>
public sealed record SigningFacts(UndertakingSet? Current);

public static class SignUndertakingHandler
{
    public static async Task<SigningFacts> LoadAsync(SignUndertaking command, IDocumentSession session, CancellationToken cancel) =>
        new((await session.LoadAsync<Undertaking>(AccessStreams.Undertaking, cancel))?.Current);

    public static (Outcome, Events) Handle(
        SignUndertaking command, [WriteAggregate(nameof(SignUndertaking.Stream), Required = false)] Account? account, SigningFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        // A text that changed while it was read was not the one that is signed.
        if (facts.Current is not { } current || current.Version != command.Edition) return (Outcome.Refused(Refusals.UndertakingIsNew), []);
        return account.SignedVersion == current.Version
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new UndertakingSigned(command.Account, current.Version, Undertaking.Sha256(current.Text))]);
    }
}
