using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;

namespace ElJournal.Access.Accounts;

/// <summary>Учётная запись: whose it is and what roles it has had. Login and password are elsewhere (<see cref="SigningIn.Credential"/>).</summary>
public sealed record Account(string Id, AccountId Key, StaffId? Staff, IReadOnlyList<RoleTime> Roles, bool Suspended, PupilId? Pupil = null, GuardianId? Guardian = null)
{
    public static Account Create(AccountOpened e) => new(AccountStream.Of(e.Account), e.Account, e.Staff, [], false);

    public static Account Create(PupilAccountOpened e) => new(AccountStream.Of(e.Account), e.Account, null, [], false, Pupil: e.Pupil);

    public static Account Create(GuardianAccountOpened e) => new(AccountStream.Of(e.Account), e.Account, null, [], false, Guardian: e.Guardian);

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
}

/// <summary>A role from a day until another, the latter exclusive.</summary>
public sealed record RoleTime(Role Role, DateOnly From, DateOnly? Until);
