using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Setting;

/// <summary>The accounts of the year whose password is printed: one of every role. All others are invited only.</summary>
/// <param name="Logins">By account.</param>
/// <param name="Hash">Makes a hash of the one password.</param>
public sealed record SampleLogins(IReadOnlyDictionary<AccountId, string> Logins, Func<PasswordHash> Hash)
{
    /// <summary>Those of a plan: the teacher and the class teacher of 8Б, a pupil of it and a parent of two, and the office.</summary>
    public static SampleLogins Of(SchoolPlan plan, Func<PasswordHash> hash)
    {
        var shown = Shown.Of(plan);
        return new SampleLogins(
            new Dictionary<AccountId, string>
            {
                [shown.Teacher.Account] = "teacher",
                [shown.Lead.Account] = "classteacher",
                [InRole(plan, Role.DeputyHead)] = "deputy",
                [InRole(plan, Role.Director)] = "director",
                [InRole(plan, Role.Administrator)] = "admin",
                [InRole(plan, Role.Auditor)] = "auditor",
                [InRole(plan, Role.Secretary)] = "secretary",
                [new AccountId("pupil-" + shown.Pupil.Id)] = "pupil",
                [shown.Parent.Account] = "parent",
            },
            hash);
    }

    /// <summary>The first is taken at sign-in.</summary>
    public static IReadOnlyList<Role> RolesOf(SchoolPlan plan, AccountId account) =>
        plan.Staff.FirstOrDefault(t => t.Account == account) is { } member ? People.Roles(plan, member)
        : plan.Guardians.Any(g => g.Account == account) ? [Role.Guardian] : [Role.Pupil];

    private static AccountId InRole(SchoolPlan plan, Role role) => plan.Staff.First(t => t.Role == role).Account;
}
