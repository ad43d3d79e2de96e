using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;

namespace ElJournal.Access.Accounts;

/// <summary>Учётная запись: whose it is and what roles it has had. Login and password are elsewhere (<see cref="SigningIn.Credential"/>).</summary>
public sealed record Account(string Id, AccountId Key, StaffId? Staff, IReadOnlyList<RoleTime> Roles, bool Suspended, PupilId? Pupil = null, GuardianId? Guardian = null)
{
    /// <summary>Whether a password of the owner's choice has ever stood here: what may be reset, and not only handed out.</summary>
    public bool HadPassword { get; init; }

    /// <summary>When the account was opened; absent on one that was opened before this was kept.</summary>
    public DateTimeOffset Opened { get; init; }

    /// <summary>Version of the undertaking that was signed last; 0 before the first.</summary>
    public int SignedVersion { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>A reset that a second administrator has to confirm; null where none is asked for.</summary>
    public ResetAsk? Asked { get; init; }

    /// <summary>Заявки об утере, oldest first.</summary>
    public IReadOnlyList<Loss> Losses { get; init; } = [];

    /// <summary>A reported loss for which no slip was issued yet.</summary>
    public Loss? OpenLoss => Losses.Count > 0 && Losses[^1].Issued is null ? Losses[^1] : null;

    /// <summary>A member of the staff, or somebody from outside such as an inspector: whoever is neither a pupil nor a guardian.</summary>
    public bool IsStaff => Pupil is null && Guardian is null;

    public static Account Create(IEvent<AccountOpened> e) =>
        new(AccountStream.Of(e.Data.Account), e.Data.Account, e.Data.Staff, [], false) { Opened = e.Timestamp };

    public static Account Create(IEvent<PupilAccountOpened> e) =>
        new(AccountStream.Of(e.Data.Account), e.Data.Account, null, [], false, Pupil: e.Data.Pupil) { Opened = e.Timestamp };

    public static Account Create(IEvent<GuardianAccountOpened> e) =>
        new(AccountStream.Of(e.Data.Account), e.Data.Account, null, [], false, Guardian: e.Data.Guardian) { Opened = e.Timestamp };

    public static Account Apply(PasswordChanged e, Account account) => account with { HadPassword = true };

    public static Account Apply(IEvent<UndertakingSigned> e, Account account) => account with { SignedVersion = e.Data.Version, SignedAt = e.Timestamp };

    public static Account Apply(IEvent<ResetAsked> e, Account account) => account with { Asked = new ResetAsk(e.Data.What, Author(e), e.Timestamp) };

    public static Account Apply(SecondFactorRemoved e, Account account) =>
        account.Asked?.What == ResetAsk.SecondFactor ? account with { Asked = null } : account;

    public static Account Apply(IEvent<LossReported> e, Account account) =>
        account with { Losses = [.. account.Losses, new Loss(e.Data.Class, Author(e), e.Timestamp, null, null)] };

    public static Account Apply(IEvent<SlipIssued> e, Account account) => account with
    {
        HadPassword = account.HadPassword || account.Asked?.What == ResetAsk.Password,
        Asked = account.Asked?.What == ResetAsk.Password ? null : account.Asked,
        Losses = [.. account.Losses.Select(loss => loss.Issued is null ? loss with { IssuedBy = Author(e), Issued = e.Timestamp } : loss)],
    };

    public static Account Apply(GuardianNamed e, Account account) => account with { Guardian = e.Guardian };

    public static Account Apply(RoleGranted e, Account account) => account with { Roles = [.. account.Roles, new RoleTime(Provenance.Headers.Parse<Role>(e.Role), e.From, null)] };

    public static Account Apply(RoleRevoked e, Account account) => account with
    {
        Roles = [.. account.Roles.Select(time => time.Role == Provenance.Headers.Parse<Role>(e.Role) && time.Until is null ? time with { Until = e.From } : time)],
    };

    public static Account Apply(AccountSuspended e, Account account) => account with { Suspended = true };

    public static Account Apply(AccountRestored e, Account account) => account with { Suspended = false };

    /// <summary>The roles held on a day, in the order in which they were given: the first is taken at sign-in.</summary>
    public IEnumerable<Role> RolesOn(DateOnly day) =>
        Roles.Where(time => time.From <= day && !(day >= time.Until)).Select(time => time.Role).Distinct();

    public bool Holds(Role role, DateOnly day) => RolesOn(day).Contains(role);

    private static AccountId Author(IEvent e) => new(e.UserName ?? "");
}

/// <summary>Запрос сброса: what, by whom, when.</summary>
public sealed record ResetAsk(string What, AccountId By, DateTimeOffset At)
{
    public const string Password = "password";
    public const string SecondFactor = "second_factor";
}

/// <summary>Заявка об утере: together with the account itself, the three names of the trail.</summary>
/// <param name="By">The class teacher who reported it.</param>
/// <param name="IssuedBy">The administrator who issued the new slip; null while it waits.</param>
public sealed record Loss(ClassId Class, AccountId By, DateTimeOffset At, AccountId? IssuedBy, DateTimeOffset? Issued);

/// <summary>A role from a day until another, the latter exclusive.</summary>
public sealed record RoleTime(Role Role, DateOnly From, DateOnly? Until);
