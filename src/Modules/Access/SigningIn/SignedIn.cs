using System.Security.Claims;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rules;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Access.SigningIn;

/// <summary>What a person who has proved a password still has to do before anything else.</summary>
public enum Unfinished
{
    /// <summary>Код со второго шага.</summary>
    SecondStep,

    /// <summary>Обязательство, at first and whenever its text is new (Z-19).</summary>
    Undertaking,

    /// <summary>Собственный пароль instead of the slip's code.</summary>
    Password,

    /// <summary>Второй шаг включить: the days of grace are over.</summary>
    Authenticator,
}

/// <summary>Who the request comes from, checked against the database at this very request.</summary>
/// <param name="Session">Id of the sign-in.</param>
/// <param name="Pending">Null when the person may go about their business.</param>
/// <param name="Rules">Those of the school in force today.</param>
/// <param name="HasSecondStep">The second step of sign-in is switched on.</param>
public sealed record SignedIn(
    Account Account, SchoolId School, Role Role, string Session, DateOnly Today, Unfinished? Pending, AccessRulesSet Rules, bool HasSecondStep)
{
    public const string Scheme = "eljournal";

    private const string AccountClaim = "account";
    private const string SchoolClaim = "school";
    private const string RoleClaim = "role";
    private const string SessionClaim = "session";
    private const string PersonClaim = "person";

    /// <summary>Days of work left without a second step; null where it stands, or is not demanded.</summary>
    public int? GraceLeft => HasSecondStep || !Account.IsStaff ? null : Math.Max(0, Rules.GraceEnds(DateOnly.FromDateTime(Account.Opened.UtcDateTime)).DayNumber - Today.DayNumber);

    public int ShortestPassword => Rules.ShortestPassword(Account.IsStaff);

    /// <summary>What the cookie says: ids and the role, nothing of the person.</summary>
    public static ClaimsPrincipal Principal(Account account, SchoolId school, Role role, string session) => new(new ClaimsIdentity(
        [
            new Claim(AccountClaim, account.Key.Value), new Claim(SchoolClaim, school.Value),
            new Claim(RoleClaim, role.ToString()), new Claim(SessionClaim, session), new Claim(PersonClaim, PersonOf(account)),
        ], Scheme, AccountClaim, RoleClaim));

    /// <summary>Whom a cookie of ours names, whether or not the session still lives.</summary>
    public static (AccountId Account, SchoolId School)? OwnerOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(AccountClaim) is { } account && principal.FindFirstValue(SchoolClaim) is { } school
            ? (new AccountId(account), SchoolId.From(school)) : null;

    /// <summary>
    /// Null when the session is over: ended here or elsewhere, silent for too long, password changed, account suspended, its person gone
    /// or the role taken away. One trip to the database.
    /// </summary>
    public static async Task<(SignedIn? Person, Session? Session)> Load(ClaimsPrincipal principal, IDocumentStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (principal.FindFirstValue(AccountClaim) is not { } id || principal.FindFirstValue(SchoolClaim) is not { } school
            || principal.FindFirstValue(SessionClaim) is not { } sessionId || principal.FindFirstValue(PersonClaim) is not { } person
            || !Enum.TryParse<Role>(principal.FindFirstValue(RoleClaim), out var role)) return default;

        await using var query = store.QuerySession(school);
        var batch = query.CreateBatchQuery();
        var sessionRead = batch.Load<Session>(sessionId);
        var credentialRead = batch.Load<Credential>(id);
        var accountRead = batch.Load<Account>(AccountStream.Of(new AccountId(id)));
        var authenticatorRead = batch.Load<Authenticator>(id);
        var schoolRead = batch.Load<SchoolCard>("school/" + school);
        var rulesRead = batch.Load<AccessRules>(AccessStreams.Rules);
        var dueRead = batch.Load<UndertakingDue>(AccessStreams.Undertaking);
        var pupilRead = person.StartsWith("pupil/", StringComparison.Ordinal) ? batch.Load<PupilCard>(person) : null;
        var staffRead = person.StartsWith("staff/", StringComparison.Ordinal) ? batch.Load<StaffCard>(person) : null;
        var guardianRead = person.StartsWith("guardian/", StringComparison.Ordinal) ? batch.Load<GuardianCard>(person) : null;
        await batch.Execute(cancel);

        if (await sessionRead is not { } session || session.Account.Value != id || await accountRead is not { Suspended: false } account
            || await credentialRead is not { } credential || credential.Stamp != session.Stamp || PersonOf(account) != person) return default;
        var now = clock.GetUtcNow();
        var today = (await schoolRead)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var rules = AccessRules.On(await rulesRead, today);
        if (!session.IsOpen(now, rules.Idle(account.IsStaff)) || !account.Holds(role, today)
            || (pupilRead is not null && Standing.HasLeft(await pupilRead, today))
            || (staffRead is not null && Standing.HasLeft(await staffRead, today))
            || (guardianRead is not null && Standing.HasLeft(await guardianRead, today))) return default;

        var authenticator = await authenticatorRead;
        var found = new SignedIn(account, SchoolId.From(school), role, sessionId, today, null, rules, authenticator is not null);
        return (found with { Pending = Left(found, session, credential, await dueRead) }, session);
    }

    private static Unfinished? Left(SignedIn person, Session session, Credential credential, UndertakingDue? due) =>
        person.HasSecondStep && !session.SecondStep ? Unfinished.SecondStep
        : person.Account.SignedVersion < due?.Version ? Unfinished.Undertaking
        : !credential.HasPassword ? Unfinished.Password
        : person.GraceLeft == 0 ? Unfinished.Authenticator
        : null;

    private static string PersonOf(Account account) => account switch
    {
        { Pupil: { } pupil } => Streams.Pupil(pupil),
        { Guardian: { } guardian } => Streams.Guardian(guardian),
        { Staff: { } staff } => Streams.Staff(staff),
        _ => "",
    };
}
