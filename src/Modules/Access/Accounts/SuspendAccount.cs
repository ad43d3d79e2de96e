using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Приостановить учётную запись: at once, open sessions included.</summary>
public sealed record SuspendAccount(Guid CommandId, AccountId Account) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>Восстановить учётную запись.</summary>
public sealed record RestoreAccount(Guid CommandId, AccountId Account) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

public static class SuspendAccountHandler
{
    public static Task<AccountFacts> LoadAsync(SuspendAccount command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        AccountFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events) Handle(
        SuspendAccount command, [WriteAggregate(nameof(SuspendAccount.Stream), Required = false)] Account? account, AccountFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        if (account.Suspended) return (Outcome.Accepted, []);
        if (account.Holds(Role.Administrator, facts.Today) && !facts.OtherAdministrator) return (Outcome.Refused(Refusals.LastAdministrator), []);
        return (Outcome.Accepted, [new AccountSuspended(command.Account)]);
    }
}

public static class RestoreAccountHandler
{
    public static (Outcome, Events) Handle(
        RestoreAccount command, [WriteAggregate(nameof(RestoreAccount.Stream), Required = false)] Account? account)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        return account.Suspended ? (Outcome.Accepted, [new AccountRestored(command.Account)]) : (Outcome.Accepted, []);
    }
}
