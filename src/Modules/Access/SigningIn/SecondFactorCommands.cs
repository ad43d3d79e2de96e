using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Access.SigningIn;

/// <summary>Включить второй шаг входа, one's own: after a code has shown that the phone knows the secret. Replaces the former one.</summary>
/// <param name="Step">The step whose code was shown: it is not taken again.</param>
public sealed record EnableSecondFactor(Guid CommandId, AccountId Account, string Secret, long Step, RecoveryCodes Recovery) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);

    /// <summary>Never prints secrets: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(EnableSecondFactor)} {Account}";
}

/// <summary>Выпустить резервные коды заново, one's own.</summary>
public sealed record RenewRecoveryCodes(Guid CommandId, AccountId Account, RecoveryCodes Recovery) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>Войти по резервному коду: the code is used up.</summary>
public sealed record UseRecoveryCode(Guid CommandId, AccountId Account, string Hash) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>Выключить второй шаг, one's own: pupils and guardians may, the staff only replaces it.</summary>
public sealed record DropSecondFactor(Guid CommandId, AccountId Account) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Stream);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>
/// Снять второй шаг, который потерян: by an administrator, never in one step with a password. For an administrator another one has
/// to have asked for it. The owner is told, and sets up a new one.
/// </summary>
public sealed record ResetSecondFactor(Guid CommandId, AccountId Account, string Stamp) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <summary>What is there of the second step.</summary>
public sealed record SecondFactorFacts(Authenticator? Authenticator, DateTimeOffset Now)
{
    public static async Task<SecondFactorFacts> Load(AccountId account, IQuerySession session, TimeProvider clock, CancellationToken cancel) =>
        new(await session.LoadAsync<Authenticator>(account.Value, cancel), clock.GetUtcNow());
}

public static class EnableSecondFactorHandler
{
    public static Task<SecondFactorFacts> LoadAsync(EnableSecondFactor command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        SecondFactorFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events, IMartenOp) Handle(
        EnableSecondFactor command, [WriteAggregate(nameof(EnableSecondFactor.Stream), Required = false)] Account? account, SecondFactorFacts facts)
    {
        if (account is null) return (Outcome.Refused(Refusals.AccountIsUnknown), [], MartenOps.Nothing());
        var made = (facts.Authenticator ?? new Authenticator { Id = command.Account.Value }) with
        {
            Secret = command.Secret,
            LastStep = command.Step,
            RecoverySalt = command.Recovery.Salt,
            RecoveryCodes = command.Recovery.Hashes,
        };
        return (Outcome.Accepted, [new SecondFactorEnabled(command.Account)], MartenOps.Store(made));
    }
}

public static class RenewRecoveryCodesHandler
{
    public static Task<SecondFactorFacts> LoadAsync(RenewRecoveryCodes command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        SecondFactorFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events, IMartenOp) Handle(
        RenewRecoveryCodes command, [WriteAggregate(nameof(RenewRecoveryCodes.Stream), Required = false)] Account? account, SecondFactorFacts facts) =>
        account is null || facts.Authenticator is not { } found
            ? (Outcome.Refused(Refusals.NoSecondFactor), [], MartenOps.Nothing())
            : (Outcome.Accepted, [new RecoveryCodesMade(command.Account)],
                MartenOps.Store(found with { RecoverySalt = command.Recovery.Salt, RecoveryCodes = command.Recovery.Hashes }));
}

public static class UseRecoveryCodeHandler
{
    public static Task<SecondFactorFacts> LoadAsync(UseRecoveryCode command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        SecondFactorFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events, IEnumerable<IMartenOp>) Handle(
        UseRecoveryCode command, [WriteAggregate(nameof(UseRecoveryCode.Stream), Required = false)] Account? account, SecondFactorFacts facts)
    {
        if (account is null || facts.Authenticator is not { } found || !found.RecoveryCodes.Contains(command.Hash))
            return (Outcome.Refused(Refusals.CodeIsWrong), [], []);
        return (Outcome.Accepted, [new RecoveryCodeUsed(command.Account)],
            [MartenOps.Store(found with { RecoveryCodes = [.. found.RecoveryCodes.Where(hash => hash != command.Hash)] }),
                MartenOps.Store(Notice.Of(command.Account, Notice.RecoveryCodeUsed, facts.Now))]);
    }
}

public static class DropSecondFactorHandler
{
    public static Task<SecondFactorFacts> LoadAsync(DropSecondFactor command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        SecondFactorFacts.Load(command.Account, session, clock, cancel);

    public static (Outcome, Events, IMartenOp) Handle(
        DropSecondFactor command, [WriteAggregate(nameof(DropSecondFactor.Stream), Required = false)] Account? account, SecondFactorFacts facts)
    {
        if (account is null || facts.Authenticator is not { } found) return (Outcome.Refused(Refusals.NoSecondFactor), [], MartenOps.Nothing());
        return account.IsStaff
            ? (Outcome.Refused(Refusals.SecondFactorIsDemanded), [], MartenOps.Nothing())
            : (Outcome.Accepted, [new SecondFactorRemoved(command.Account)], MartenOps.Delete(found));
    }
}

/// <summary>What is lost, and who is about to restore it.</summary>
/// <param name="Author">The acting administrator.</param>
public sealed record ResetFacts(Credential? Credential, Authenticator? Authenticator, AccountId Author, DateOnly Today, DateTimeOffset Now, bool HasLeft)
{
    public static async Task<ResetFacts> Load(AccountId id, Envelope envelope, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var account = await session.LoadAsync<Account>(AccountStream.Of(id), cancel);
        return new ResetFacts(
            await session.LoadAsync<Credential>(id.Value, cancel), await session.LoadAsync<Authenticator>(id.Value, cancel),
            new AccountId(envelope.Author()), today, clock.GetUtcNow(), account is not null && await Standing.HasLeft(account, session, today, cancel));
    }

    /// <summary>Whether a second person still has to be asked: only for an administrator, and only for what there is to lose.</summary>
    public Outcome? NeedsSecondPerson(Account account, string what)
    {
        if (!account.Holds(Role.Administrator, Today)) return null;
        return account.Asked is { } asked && asked.What == what && asked.By != Author && account.Key != Author
            ? null
            : Outcome.Refused(Refusals.TwoPersonsAreNeeded);
    }
}

public static class ResetSecondFactorHandler
{
    public static Task<ResetFacts> LoadAsync(ResetSecondFactor command, Envelope envelope, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ResetFacts.Load(command.Account, envelope, session, clock, cancel);

    public static (Outcome, Events, IEnumerable<IMartenOp>) Handle(
        ResetSecondFactor command, [WriteAggregate(nameof(ResetSecondFactor.Stream), Required = false)] Account? account, ResetFacts facts)
    {
        if (account is null || facts.Credential is not { } credential) return (Outcome.Refused(Refusals.AccountIsUnknown), [], []);
        if (facts.Authenticator is not { } found) return (Outcome.Refused(Refusals.NoSecondFactor), [], []);
        if (facts.NeedsSecondPerson(account, ResetAsk.SecondFactor) is { } refused) return (refused, [], []);
        // Whoever is inside without the owner's knowledge goes too.
        return (Outcome.Accepted, [new SecondFactorRemoved(command.Account)],
            [MartenOps.Delete(found), MartenOps.Store(credential with { Stamp = command.Stamp }),
                MartenOps.Store(Notice.Of(command.Account, Notice.SecondFactorRemoved, facts.Now))]);
    }
}
