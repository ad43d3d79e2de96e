using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Задать пароль: by an administrator, at a member of staff's request. Ends all sessions of the account and lifts its lock.</summary>
public sealed record SetPassword(Guid CommandId, AccountId Account, PasswordHash Password) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>How the account signs in now; null when there is none.</summary>
public sealed record PasswordFacts(Credential? Credential);

public static class SetPasswordHandler
{
    public static async Task<PasswordFacts> LoadAsync(SetPassword command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<Credential>(command.Account.Value, cancel));

    public static (Outcome, Events, IMartenOp) Handle(
        SetPassword command, [WriteAggregate(nameof(SetPassword.Stream), Required = false)] Account? account, PasswordFacts facts)
    {
        if (account is null || facts.Credential is null)
            return (Outcome.Refused(Refusals.AccountIsUnknown), [], MartenOps.Nothing());
        return (Outcome.Accepted, [new PasswordChanged(command.Account)], MartenOps.Store(facts.Credential.With(command.Password)));
    }
}
