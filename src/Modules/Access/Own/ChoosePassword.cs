using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Own;

/// <summary>Выбрать собственный пароль: at first sign-in instead of the slip's code, later at will. Ends all sessions of the account.</summary>
public sealed record ChoosePassword(Guid CommandId, AccountId Account, PasswordHash Password) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>How the account signs in now; null when there is none.</summary>
public sealed record PasswordFacts(Credential? Credential);

public static class ChoosePasswordHandler
{
    public static async Task<PasswordFacts> LoadAsync(ChoosePassword command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<Credential>(command.Account.Value, cancel));

    public static (Outcome, Events, IMartenOp) Handle(
        ChoosePassword command, [WriteAggregate(nameof(ChoosePassword.Stream), Required = false)] Account? account, PasswordFacts facts)
    {
        if (account is null || facts.Credential is not { } credential) return (Outcome.Refused(Refusals.AccountIsUnknown), [], MartenOps.Nothing());
        // A loss that was reported in the meantime took the slip away, and with it the right to choose.
        if (credential is { HasPassword: false, Slip: null }) return (Outcome.Refused(Refusals.CodeIsWrong), [], MartenOps.Nothing());
        return (Outcome.Accepted,
            credential.Slip is null ? [new PasswordChanged(command.Account)] : [new SlipUsed(command.Account), new PasswordChanged(command.Account)],
            MartenOps.Store(credential.With(command.Password)));
    }
}
