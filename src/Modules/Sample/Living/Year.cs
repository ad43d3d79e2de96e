using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>
/// Прожитый год: what a school records in a year of lessons, in order of time. The events are those that the commands of the journal would have
/// recorded; the same plan gives the same events.
/// </summary>
public static class Year
{
    /// <summary>Days after the last lesson in which pages are closed and the last corrections are granted.</summary>
    private const int After = 40;

    /// <summary>The whole year; of a plan that is looked at today, what has been entered before today.</summary>
    public static IEnumerable<YearEvent> Live(SchoolPlan plan) => Live(plan, SchoolId.From("sample"));

    /// <param name="school">Named in every actor.</param>
    /// <param name="extracurricular">Внеурочные занятия of the plan are lived as well, with topics and attendance; then their courses have to be set up.</param>
    public static IEnumerable<YearEvent> Live(SchoolPlan plan, SchoolId school, bool extracurricular = false)
    {
        var world = new World(plan, school, extracurricular);
        var manners = new Manners(world);
        var journal = new Journal(world);
        var corrections = new Corrections(world, journal);
        var cover = new Cover(world);
        var teaching = new Teaching(
            world, manners, cover, new Transfers(world, cover), journal, new Homeworks(world, journal), new Marking(world, journal, corrections), new DayBooks(world, manners));
        world.Stories.Prepare(world, journal);
        new Documents(world).Expect();
        new WorkMoves(world).Expect();
        new Remarks(world).Expect();
        new Terms(world).Expect();
        new Closings(world).Expect();
        var (last, eve) = plan.Today is { } today ? (today.AddDays(-1), Eve(plan, today)) : (plan.Year.To.AddDays(After), default);
        for (var day = plan.Year.From; day <= last; day = day.AddDays(1))
        {
            teaching.Begin(day);
            // What is known of today's absences has been arranged before everybody went home.
            if (day == eve) teaching.Arrange(plan.Today!.Value, day);
            var tomorrow = World.At(day.AddDays(1), 0);
            while (world.Agenda.TryTake(tomorrow, out var act))
            {
                act();
                foreach (var e in world.Record.Take()) yield return e;
            }
        }
    }

    private static DateOnly Eve(SchoolPlan plan, DateOnly today)
    {
        var day = today.AddDays(-1);
        while (plan.Year.WeekdayOf(day) is not (>= 1 and <= 5)) day = day.AddDays(-1);
        return day;
    }
}
