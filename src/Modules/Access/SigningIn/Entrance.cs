using System.Security.Claims;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rules;
using ElJournal.Kernel;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Вход: checks login and password, or the code of a slip, and opens a session. An unknown login, a wrong password and an account that
/// is locked, suspended, closed or without a role are answered with the same words after the same work: one comparison of a
/// password, whatever there is to compare with.
/// </summary>
public sealed class Entrance(Schools schools, IDocumentStore store, NpgsqlDataSource database, Passwords passwords, RefusedTries tries, TimeProvider clock)
{
    /// <summary>Hashing is heavy on purpose: no more at once than there are cores.</summary>
    private static readonly SemaphoreSlim Cores = new(Environment.ProcessorCount);

    /// <summary>Stands for the account of a login that is nobody's.</summary>
    private static readonly AccountId Nobody = new("-");

    public async Task<(Outcome Outcome, ClaimsPrincipal? Person)> Try(
        string? login, string? password, Caller? caller = null, CancellationToken cancel = default)
    {
        if (await schools.Meant(cancel) is not { } school) return (Outcome.Refused(Refusals.SchoolIsUnknown), null);
        var typed = new Typed(Credential.Normal(login ?? ""), password ?? "");
        var person = typed.Login.Length > Credential.LongestLogin || typed.Password.Length > Passwords.Longest
            ? null
            : await InTurn(school, typed, caller ?? Caller.Unknown, cancel);
        return person is null ? (Outcome.Refused(Refusals.SignInFailed), null) : (Outcome.Accepted, person);
    }

    /// <summary>
    /// Attempts at one account stand in a queue, on all nodes together: otherwise a burst of guesses would be compared
    /// before the first of them is counted.
    /// </summary>
    private async Task<ClaimsPrincipal?> InTurn(SchoolId school, Typed typed, Caller caller, CancellationToken cancel)
    {
        await Cores.WaitAsync(cancel);
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var turn = await connection.BeginTransactionAsync(cancel);
            await Queue(connection, school, typed.Login, cancel);
            return await Check(school, typed, caller, cancel);
        }
        catch (ConcurrencyException)
        {
            // Somebody changed the credential at this very moment: a slip was issued, a password chosen. The person tries again.
            return null;
        }
        finally
        {
            Cores.Release();
        }
    }

    internal static async Task Queue(NpgsqlConnection connection, SchoolId school, string login, CancellationToken cancel)
    {
        await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
        wait.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"sign-in {school} {login}" });
        await wait.ExecuteNonQueryAsync(cancel);
    }

    private async Task<ClaimsPrincipal?> Check(SchoolId school, Typed typed, Caller caller, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession(school.Value);
        var credential = await session.Query<Credential>().FirstOrDefaultAsync(c => c.Login == typed.Login, cancel);
        var id = credential?.Account ?? Nobody;
        var account = await session.LoadAsync<Account>(AccountStream.Of(id), cancel);
        var former = await Sessions.Of(session, id, 50, cancel);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var rules = AccessRules.On(await session.LoadAsync<AccessRules>(AccessStreams.Rules, cancel), today);
        var failures = await tries.Count(school, caller.Address, now - rules.Lock(), cancel);

        var locked = credential?.LockedUntil > now;
        // A browser that its owner has used before is heard even where somebody at the same address has gone too far.
        var heard = failures < rules.AddressTries || (caller.DeviceKey.Length > 0 && former.Any(s => s.DeviceKey == caller.DeviceKey));
        var roles = account?.RolesOn(today).ToList() ?? [];
        var usable = heard && !locked && account is { Suspended: false } && roles.Count > 0 && !await Standing.HasLeft(account, session, today, cancel);

        var compared = passwords.Compare(credential, typed.Password);
        var right = compared != PasswordVerificationResult.Failed || credential?.Slip?.Takes(typed.Password, today) == true;
        if (!usable || !right)
        {
            await Fail(session, school, locked || right ? null : credential, rules, caller, now, cancel);
            return null;
        }
        return await Open(session, school, credential!, account!, roles[0], rules, former, caller, compared, typed.Password, now, cancel);
    }

    /// <summary>Counted against the account, where its password was the wrong part, and against the address in any case.</summary>
    private async Task Fail(
        IDocumentSession session, SchoolId school, Credential? wronged, AccessRulesSet rules, Caller caller, DateTimeOffset now, CancellationToken cancel)
    {
        await tries.Add(school, caller.Address, now, cancel);
        if (wronged is null) return;
        Count(session, wronged, rules, caller, now);
        await session.SaveChangesAsync(cancel);
    }

    /// <returns>True when this was one too many, and the account is locked.</returns>
    internal static bool Count(IDocumentSession session, Credential credential, AccessRulesSet rules, Caller caller, DateTimeOffset now)
    {
        credential.FailedCount++;
        var locks = credential.FailedCount >= rules.LockAfter;
        if (locks)
        {
            credential.FailedCount = 0;
            credential.LockedUntil = now + rules.Lock();
            session.Store(Notice.Of(credential.Account, Notice.Locked, now, caller));
        }
        session.Store(credential);
        return locks;
    }

    private async Task<ClaimsPrincipal> Open(
        IDocumentSession session, SchoolId school, Credential credential, Account account, Role role, AccessRulesSet rules,
        IReadOnlyList<Session> former, Caller caller, PasswordVerificationResult compared, string password, DateTimeOffset now, CancellationToken cancel)
    {
        var opened = new Session(Session.NewId(), account.Key, credential.Stamp, now, now + rules.Longest())
        {
            Device = caller.Device,
            DeviceKey = caller.DeviceKey,
            Address = caller.Address,
        };
        // Whoever knows the password but not the second step must not win new tries by signing in again.
        var second = await session.LoadAsync<Authenticator>(credential.Id, cancel) is not null;
        if (compared == PasswordVerificationResult.SuccessRehashNeeded) credential.PasswordHash = passwords.Hash(password).Value;
        if (!second) (credential.FailedCount, credential.LockedUntil) = (0, null);
        session.Store(credential);
        session.Store(opened);
        foreach (var remark in Sessions.Remarks(former, caller, now)) session.Store(Notice.Of(account.Key, remark, now, caller));
        var forgotten = now - Session.Kept;
        session.DeleteWhere<Session>(old => old.Started < forgotten);
        session.DeleteWhere<Notice>(old => old.At < forgotten);
        await session.SaveChangesAsync(cancel);
        return SignedIn.Principal(account, school, role, opened.Id);
    }

    private sealed record Typed(string Login, string Password)
    {
        /// <summary>Never prints what was typed: this record may meet a log.</summary>
        public override string ToString() => "Typed";
    }
}
