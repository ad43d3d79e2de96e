using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>The people of a plan whose accounts can be tried: the teacher and the class teacher of 8 «Б», a pupil of it, a parent of two.</summary>
public sealed record Shown(PlannedClass Class, PlannedTeacher Lead, PlannedTeacher Teacher, PlannedPupil Pupil, PlannedGuardian Parent)
{
    public static Shown Of(SchoolPlan plan)
    {
        var shown = ClassOf(plan);
        var lead = plan.Staff.First(t => t.Id == shown.Lead);
        var course = plan.Courses.Where(c => c.Class == shown.Id && c.Group is null && c.Teacher != lead.Id)
            // Whoever looks at a school of today wants lessons today.
            .OrderByDescending(c => plan.Today is null ? 0 : DaysOf(plan, c.Teacher)).ThenByDescending(c => c.Hours).First();
        var pupil = plan.Pupils.First(p => p.Class == shown.Id && p is { Left: null, Moves: null, Plan: null });
        var parent = plan.Guardians.FirstOrDefault(g => g.Wards.Count > 1 && g.Wards.Any(w => plan.Pupils.First(p => p.Id == w.Pupil).Class == shown.Id))
            ?? plan.Guardians.First(g => g.Wards.Any(w => w.Pupil == pupil.Id));
        return new Shown(shown, lead, plan.Staff.First(t => t.Id == course.Teacher), pupil, parent);
    }

    internal static PlannedClass ClassOf(SchoolPlan plan) => plan.Classes.FirstOrDefault(c => c is { Level: 8, Letter: "Б" }) ?? plan.Classes[0];

    /// <summary>On how many days of the week somebody teaches.</summary>
    internal static int DaysOf(SchoolPlan plan, StaffId teacher) => plan.Courses.Where(c => c.Teacher == teacher).SelectMany(c => c.Slots).Select(s => s.Weekday).Distinct().Count();
}
