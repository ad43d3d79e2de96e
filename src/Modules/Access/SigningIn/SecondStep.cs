using ElJournal.Kernel;
using ElJournal.Store;
using JasperFx;
using Marten;
using Npgsql;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Второй шаг входа: a code of the phone, or one of the recovery codes. Wrong ones are counted together with wrong passwords; one too
/// many locks the account and ends the session.
/// </summary>
public sealed class SecondStep(Totps totps, Sessions sessions, IDocumentStore store, NpgsqlDataSource database, Desk desk, TimeProvider clock)
{
    /// <returns>With the session's new name, where the code was right.</returns>
    public async Task<(Outcome Outcome, string? Session)> Try(SignedIn person, Actor actor, string? code, Caller caller, CancellationToken cancel = default)
    {
        var typed = code?.Trim() ?? "";
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var turn = await connection.BeginTransactionAsync(cancel);
        await using var session = store.LightweightSession(person.School.Value);
        var now = clock.GetUtcNow();
        var credential = await session.LoadAsync<Credential>(person.Account.Key.Value, cancel);
        if (credential is null) return (Outcome.Refused(Refusals.CodeIsWrong), null);
        await Entrance.Queue(connection, person.School, credential.Login, cancel);
        credential = (await session.LoadAsync<Credential>(credential.Id, cancel))!;
        var authenticator = await session.LoadAsync<Authenticator>(credential.Id, cancel);
        if (authenticator is null || credential.LockedUntil > now) return (Outcome.Refused(Refusals.CodeIsWrong), null);

        if (!await Takes(session, person, actor, authenticator, typed, now, cancel))
        {
            if (Entrance.Count(session, credential, person.Rules, caller, now)) await sessions.End(person.School, person.Account.Key, person.Session, cancel);
            await session.SaveChangesAsync(cancel);
            return (Outcome.Refused(Refusals.CodeIsWrong), null);
        }
        (credential.FailedCount, credential.LockedUntil) = (0, null);
        session.Store(credential);
        await session.SaveChangesAsync(cancel);
        return (Outcome.Accepted, await sessions.PassSecondStep(person.School, person.Session, cancel));
    }

    private async Task<bool> Takes(
        IDocumentSession session, SignedIn person, Actor actor, Authenticator authenticator, string typed, DateTimeOffset now, CancellationToken cancel)
    {
        if (authenticator.RecoveryHash(typed) is { } hash)
            return (await desk.Send(new UseRecoveryCode(Guid.NewGuid(), person.Account.Key, hash), actor, cancel)).IsAccepted;
        if (totps.Step(person.Account.Key, authenticator.Secret, typed, authenticator.LastStep, now) is not { } step) return false;
        authenticator.LastStep = step;
        session.Store(authenticator);
        try
        {
            await session.SaveChangesAsync(cancel);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }
}
