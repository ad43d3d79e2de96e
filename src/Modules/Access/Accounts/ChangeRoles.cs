using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Accounts;

/// <summary>Дать роль, from today unless another day is said.</summary>
public sealed record GrantRole(Guid CommandId, AccountId Account, Role Role, DateOnly? From = null) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>Снять роль: as of today.</summary>
public sealed record RevokeRole(Guid CommandId, AccountId Account, Role Role) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

public static class GrantRoleHandler
{
    public static Task<AccountFacts> LoadAsync(GrantRole command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        AccountFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events) Handle(
        GrantRole command, [WriteAggregate(nameof(GrantRole.Stream), Required = false)] Account? account, AccountFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        if (account.Roles.Any(time => time.Role == command.Role && time.Until is null)) return (Outcome.Accepted, []);
        return (Outcome.Accepted, [new RoleGranted(command.Account, Provenance.Headers.Name(command.Role), command.From ?? facts.Today)]);
    }
}

public static class RevokeRoleHandler
{
    public static Task<AccountFacts> LoadAsync(RevokeRole command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        AccountFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events) Handle(
        RevokeRole command, [WriteAggregate(nameof(RevokeRole.Stream), Required = false)] Account? account, AccountFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), []);
        if (account.Roles.All(time => time.Role != command.Role || time.Until is not null)) return (Outcome.Accepted, []);
        if (command.Role == Role.Administrator && !facts.OtherAdministrator) return (Outcome.Refused(Refusals.LastAdministrator), []);
        return (Outcome.Accepted, [new RoleRevoked(command.Account, Provenance.Headers.Name(command.Role), facts.Today)]);
    }
}
