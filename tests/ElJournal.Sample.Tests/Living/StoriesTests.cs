using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>Each planted story stands in the year of the sample school where its facts say.</summary>
public class StoriesTests
{
    private static readonly Stories Stories = Stories.Of(RealPlan.Plan);

    [Fact]
    public void In_one_session_of_one_night_fifty_one_grades_of_a_class_are_raised()
    {
        var night = RealPlan.Events.Where(e => e.By.Session == Stories.Night.Session).ToList();
        night.Count.ShouldBe(NightChanges.Count);
        night.ShouldAllBe(e => e.Event is GradeCorrected && e.By.Account == Stories.Night.Account && e.By.Role == Role.Administrator);
        (night[^1].At - night[0].At).ShouldBeLessThan(TimeSpan.FromHours(1));
        TimeOnly.FromDateTime(night[0].At.AddHours(3)).ShouldBeInRange(new TimeOnly(2, 40), new TimeOnly(2, 42));
        var courses = RealPlan.Plan.Courses.Where(c => c.Class == Stories.Night.Class).Select(c => c.Id).ToHashSet();
        night.ShouldAllBe(e => courses.Contains(((GradeCorrected)e.Event).Lesson.Course));
    }

    [Fact]
    public void On_the_last_evening_of_the_quarter_a_teacher_raises_one_pupil_and_the_quarter_follows()
    {
        var rise = Stories.Rise;
        var evening = RealPlan.Events.Where(e => DateOnly.FromDateTime(e.At.AddHours(3)) == rise.Date && e.At.AddHours(3).Hour >= 20).ToList();
        var raised = evening.Count(e => e.Event is GradeCorrected { Grade: "5" } c && c.Pupil == rise.Pupil && c.Lesson.Course == rise.Course
            || (e.Event is GradeRecorded { Grade: "5" } g && g.Pupil == rise.Pupil && g.Lesson.Course == rise.Course));
        raised.ShouldBeGreaterThanOrEqualTo(3);
        var term = RealPlan.Events.Select(e => e.Event).OfType<TermGradeSet>().First(t => t.Course == rise.Course && t.Pupil == rise.Pupil && t.Term == RealPlan.Plan.Year.Quarters[2].Id);
        term.Grade.ShouldBe("4");
    }

    [Fact]
    public void Chemistry_of_one_class_is_nine_hours_behind_its_plan_and_no_other()
    {
        var lag = Stories.Lag;
        LagOf(RealPlan.Plan.Courses.First(c => c.Id == lag.Course)).ShouldBe(ChemistryLag.Hours);
        var others = RealPlan.Plan.Courses.Where(c => c.Subject == RealPlan.Plan.Courses.First(o => o.Id == lag.Course).Subject && c.Id != lag.Course);
        others.ShouldAllBe(c => LagOf(c) <= 4);
    }

    [Fact]
    public void On_the_day_without_network_cells_come_later_than_they_were_typed()
    {
        var day = RealPlan.Events.Where(e => e.By.Channel == Channel.Offline).ToList();
        day.Count.ShouldBeGreaterThan(200);
        day.ShouldAllBe(e => DateOnly.FromDateTime(e.At.AddHours(3)) == Stories.Offline.Date && e.By.ClientTime < e.At);
        RealPlan.Events.Any(e => e.At > World(8, 10) && e.At < World(15, 30)).ShouldBeFalse();

        DateTime World(int hour, int minute) => Stories.Offline.Date.ToDateTime(new TimeOnly(hour, minute)).AddHours(-3);
    }

    /// <summary>As the product itself reckons it, at the end of the year.</summary>
    private static int LagOf(PlannedCourse course)
    {
        var prefix = "lesson/" + course.Id + "/";
        var lessons = RealPlan.Events.Where(e => e.Stream.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(e => e.Stream)
            .Select(s => YearTests.Folded<Lesson>(s)!).ToDictionary(l => l.Key);
        var level = RealPlan.Plan.Classes.First(c => c.Id == course.Class).Level;
        var hours = new List<(LessonId, int)>();
        for (var day = RealPlan.Plan.Year.From; day <= RealPlan.Plan.Year.To; day = day.AddDays(1))
        {
            if (!RealPlan.Plan.Year.IsSchoolDay(day, level)) continue;
            foreach (var slot in course.Slots.Where(s => s.Weekday == (int)day.DayOfWeek).OrderBy(s => s.Slot)) hours.Add((new LessonId(course.Id, day, slot.Slot), hours.Count + 1));
        }
        return PlanPace.Lag(course.Topics, hours, lessons, RealPlan.Plan.Year.To.AddDays(10)) ?? 0;
    }
}
