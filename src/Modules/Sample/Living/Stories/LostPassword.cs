using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>
/// Утерянный пароль: a pupil tells the class teacher, who reports it in the break; the administrator issues a new slip the same afternoon, and
/// on the next evening the pupil chooses another password. Found on the administrator's card of the pupil: three names in its history.
/// </summary>
/// <param name="Reported">The day of the report, a school day.</param>
public sealed record LostPassword(ClassId Class, PupilId Pupil, AccountId Account, AccountId Teacher, AccountId Administrator, DateOnly Reported)
{
    internal static LostPassword? Of(SchoolPlan plan)
    {
        var own = Shown.ClassOf(plan);
        // The first of the class is whose account can be tried.
        var pupil = plan.Pupils.Where(p => p.Class == own.Id && p is { Moves: null, Left: null, Plan: null } && p.From <= plan.Year.From).Skip(1).FirstOrDefault();
        var administrator = plan.Staff.FirstOrDefault(t => t.Role is Role.Administrator);
        return pupil is null || administrator is null ? null : new LostPassword(
            own.Id, pupil.Id, new AccountId("pupil-" + pupil.Id), plan.Staff.First(t => t.Id == own.Lead).Account, administrator.Account,
            Stories.SchoolDay(plan, plan.Year.Day(10, 6), own.Level));
    }
}
