using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>
/// Отставание по химии: from January on one class stays longer on its topics than the plan gives them, until it is nine hours behind. Found on the
/// course's page and in the overview of plans: every other course has caught up within a few weeks.
/// </summary>
/// <param name="From">From this day on it falls behind.</param>
public sealed record ChemistryLag(ClassId Class, CourseId Course, DateOnly From)
{
    public const int Hours = 9;

    internal static ChemistryLag Of(SchoolPlan plan)
    {
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var chemistry = plan.Subjects.FirstOrDefault(s => s.Name.Contains("хими", StringComparison.OrdinalIgnoreCase))?.Id;
        var course = plan.Courses.Where(c => c.Subject == chemistry && c.Group is null)
            .OrderByDescending(c => classes[c.Class].Level == 9)
            // The plan lasts to the end, so that the lag shows there too.
            .ThenByDescending(c => c.Topics.Sum(t => Math.Max(1, t.Hours)) >= LessonsOf(plan, c, classes[c.Class].Level)).ThenByDescending(c => c.Hours).ThenByDescending(c => classes[c.Class].Letter, StringComparer.Ordinal)
            .FirstOrDefault() ?? plan.Courses[^1];
        return new ChemistryLag(course.Class, course.Id, Stories.SchoolDay(plan, plan.Year.Day(1, 12), classes[course.Class].Level));
    }

    private static int LessonsOf(SchoolPlan plan, PlannedCourse course, int level) => World.Days(plan.Year.From, plan.Year.To)
        .Where(day => plan.Year.IsSchoolDay(day, level)).Sum(day => course.Slots.Count(s => s.Weekday == (int)day.DayOfWeek));

    internal void Prepare(World world) => world.CourseOf[Course].Behind = lesson => lesson.Id.Date < From ? 0 : Hours;
}
