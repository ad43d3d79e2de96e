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
        var shown = plan.Classes.FirstOrDefault(c => c is { Level: 8, Letter: "Б" }) ?? plan.Classes[0];
        var lead = plan.Staff.First(t => t.Id == shown.Lead);
        var course = plan.Courses.Where(c => c.Class == shown.Id && c.Group is null && c.Teacher != lead.Id).OrderByDescending(c => c.Hours).First();
        var pupil = plan.Pupils.First(p => p.Class == shown.Id && p is { Left: null, Moves: null, Plan: null });
        var parent = plan.Guardians.FirstOrDefault(g => g.Wards.Count > 1 && g.Wards.Any(w => plan.Pupils.First(p => p.Id == w.Pupil).Class == shown.Id))
            ?? plan.Guardians.First(g => g.Wards.Any(w => w.Pupil == pupil.Id));
        return new SampleLogins(
            new Dictionary<AccountId, string>
            {
                [plan.Staff.First(t => t.Id == course.Teacher).Account] = "teacher",
                [lead.Account] = "classteacher",
                [InRole(plan, Role.DeputyHead)] = "deputy",
                [InRole(plan, Role.Director)] = "director",
                [InRole(plan, Role.Administrator)] = "admin",
                [InRole(plan, Role.Auditor)] = "auditor",
                [InRole(plan, Role.Secretary)] = "secretary",
                [new AccountId("pupil-" + pupil.Id)] = "pupil",
                [parent.Account] = "parent",
            },
            hash);
    }

    private static AccountId InRole(SchoolPlan plan, Role role) => plan.Staff.First(t => t.Role == role).Account;
}
