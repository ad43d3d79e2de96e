using System.Security.Claims;
using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Access.SigningIn;

/// <summary>Who the request comes from, checked against the database at this very request.</summary>
public sealed record SignedIn(Account Account, SchoolId School, Role Role, string Session, DateOnly Today)
{
    public const string Scheme = "eljournal";

    private const string AccountClaim = "account";
    private const string SchoolClaim = "school";
    private const string RoleClaim = "role";
    private const string SessionClaim = "session";

    /// <summary>What the cookie says: ids and the role, nothing of the person.</summary>
    public static ClaimsPrincipal Principal(AccountId account, SchoolId school, Role role, string session) => new(new ClaimsIdentity(
        [
            new Claim(AccountClaim, account.Value), new Claim(SchoolClaim, school.Value),
            new Claim(RoleClaim, role.ToString()), new Claim(SessionClaim, session),
        ], Scheme, AccountClaim, RoleClaim));

    /// <summary>Whom a cookie of ours names, whether or not the session still lives.</summary>
    public static (AccountId Account, SchoolId School)? OwnerOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(AccountClaim) is { } account && principal.FindFirstValue(SchoolClaim) is { } school
            ? (new AccountId(account), SchoolId.From(school)) : null;

    /// <summary>Null when the session is over: signed out, too old, password changed, account suspended or role taken away.</summary>
    public static async Task<SignedIn?> Load(ClaimsPrincipal principal, IDocumentStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (principal.FindFirstValue(AccountClaim) is not { } account || principal.FindFirstValue(SchoolClaim) is not { } school
            || principal.FindFirstValue(SessionClaim) is not { } id
            || !Enum.TryParse<Role>(principal.FindFirstValue(RoleClaim), out var role)) return null;

        await using var query = store.QuerySession(school);
        var batch = query.CreateBatchQuery();
        var sessionRead = batch.Load<Session>(id);
        var credentialRead = batch.Load<Credential>(account);
        var accountRead = batch.Load<Account>(AccountStream.Of(new AccountId(account)));
        var cardRead = batch.Load<Setup.Register.SchoolCard>("school/" + school);
        await batch.Execute(cancel);

        var now = clock.GetUtcNow();
        var today = (await cardRead)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var valid = await sessionRead is { } session && session.Account.Value == account && session.Expires > now
            && (await credentialRead)?.Stamp == session.Stamp;
        return valid && await accountRead is { Suspended: false } found && found.Holds(role, today)
            ? new SignedIn(found, SchoolId.From(school), role, id, today)
            : null;
    }
}
