using System.Security.Claims;
using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Вход: checks login and password and opens a session. A wrong password, an unknown login and a locked account
/// are answered with the same words after the same work.
/// </summary>
public sealed class Entrance(
    SignInManager<Credential> signIns, UserManager<Credential> users, SchoolOfScope scope, Schools schools,
    IDocumentStore store, NpgsqlDataSource database, Passwords passwords, TimeProvider clock)
{
    /// <summary>Hashing is heavy on purpose: no more at once than there are cores.</summary>
    private static readonly SemaphoreSlim Cores = new(Environment.ProcessorCount);

    public async Task<(Outcome Outcome, ClaimsPrincipal? Person)> Try(string? login, string? password, CancellationToken cancel = default)
    {
        if (await schools.Meant(cancel) is not { } school) return (Outcome.Refused(Refusals.SchoolIsUnknown), null);
        scope.School = school;
        var credential = await Check(Credential.Normal(login ?? ""), password ?? "", cancel);
        if (credential is null) return (Outcome.Refused(Refusals.SignInFailed), null);

        await using var session = store.LightweightSession(school.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var account = await session.LoadAsync<Account>(AccountStream.Of(credential.Account), cancel);
        if (account is null or { Suspended: true }) return (Outcome.Refused(Refusals.AccountIsSuspended), null);
        if (account.RolesOn(today).ToList() is not [var role, ..]) return (Outcome.Refused(Refusals.NoRole), null);

        var now = clock.GetUtcNow();
        var opened = new Session(Guid.NewGuid().ToString("n"), account.Key, credential.Stamp, now, now + Session.Longest);
        session.DeleteWhere<Session>(old => old.Expires < now);
        session.Store(opened);
        await session.SaveChangesAsync(cancel);
        return (Outcome.Accepted, SignedIn.Principal(account.Key, school, role, opened.Id));
    }

    /// <summary>
    /// Attempts at one account stand in a queue, in all processes together: otherwise a burst of guesses would be compared
    /// before the first of them is counted.
    /// </summary>
    private async Task<Credential?> Check(string login, string password, CancellationToken cancel)
    {
        if (password.Length > Passwords.Longest || login.Length > Credential.LongestLogin) return null;
        await Cores.WaitAsync(cancel);
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var turn = await connection.BeginTransactionAsync(cancel);
            await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
            wait.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"sign-in {scope.School} {login}" });
            await wait.ExecuteNonQueryAsync(cancel);

            var credential = await users.FindByNameAsync(login);
            if (credential is null || await users.IsLockedOutAsync(credential))
            {
                passwords.CompareInVain(password);
                return null;
            }
            return (await signIns.CheckPasswordSignInAsync(credential, password, lockoutOnFailure: true)).Succeeded ? credential : null;
        }
        finally
        {
            Cores.Release();
        }
    }
}
