using ElJournal.Control;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Plan;

public class PlanTimetableTests
{
    private static readonly SchoolPlan School = SchoolPlans.Make(11);
    private static readonly HashSet<GroupId> Individual = [.. School.Groups.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Id)];

    private static List<PlannedCourse> CoursesOf(PlannedClass c) => [.. School.Courses.Where(x => x.Class == c.Id && !(x.Group is { } g && Individual.Contains(g)))];

    [Fact]
    public void A_class_has_no_holes_and_no_more_lessons_a_day_than_the_rules_allow()
    {
        foreach (var c in School.Classes)
        {
            var most = c.Level switch { 1 => 5, <= 4 => 5, <= 6 => 6, _ => 7 };
            foreach (var day in CoursesOf(c).SelectMany(x => x.Slots).GroupBy(s => s.Weekday))
            {
                var slots = day.Select(s => s.Slot).Distinct().Order().ToList();
                // On Monday the class hour comes first.
                slots.ShouldBe(Enumerable.Range(day.Key == 1 ? 2 : 1, slots.Count), $"{c.Id} on day {day.Key}");
                slots.Count.ShouldBeLessThanOrEqualTo(most);
            }
            School.Extracurricular.ShouldContain(x => x.Class == c.Id && x.Teacher == c.Lead && x.Slots[0].Weekday == 1 && x.Slots[0].Slot == 1);
        }
    }

    [Fact]
    public void The_first_grade_has_five_lessons_once_a_week_and_sport_on_that_day()
    {
        foreach (var c in School.Classes.Where(c => c.Level == 1))
        {
            var days = CoursesOf(c).SelectMany(x => x.Slots.Select(s => (x.Subject, s.Weekday))).GroupBy(x => x.Weekday).ToList();
            days.Count(d => d.Count() == 5).ShouldBe(1);
            days.Single(d => d.Count() == 5).ShouldContain(x => x.Subject.Value == "fizkultura");
        }
    }

    [Fact]
    public void Groups_of_a_class_are_taught_side_by_side_and_hold_the_whole_class()
    {
        foreach (var pair in School.Courses.Where(x => x.Group is { } g && !Individual.Contains(g)).GroupBy(x => (x.Class, x.Subject)))
        {
            var (one, other) = (pair.First(), pair.Last());
            pair.Count().ShouldBe(2);
            one.Slots.Select(s => (s.Weekday, s.Slot)).ShouldBe(other.Slots.Select(s => (s.Weekday, s.Slot)));
            one.Teacher.ShouldNotBe(other.Teacher);
            var members = pair.SelectMany(x => School.Groups.First(g => g.Id == x.Group).Pupils).ToList();
            members.ShouldBeUnique();
            School.Pupils.Where(p => p.Class == pair.Key.Class && p.Plan != "home").Select(p => p.Id).Except(members).ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_subject_comes_oftener_a_day_than_its_hours_make_necessary()
    {
        foreach (var course in School.Courses)
            course.Slots.GroupBy(s => s.Weekday).Max(g => g.Count()).ShouldBeLessThanOrEqualTo((course.Hours + 4) / 5, course.Id.Value);
    }

    [Fact]
    public void A_primary_class_is_taught_by_its_own_teacher_but_in_sport_music_and_English()
    {
        foreach (var c in School.Classes.Where(c => c.Level <= 4))
            CoursesOf(c).Where(x => x.Subject.Value is not ("anglijskij" or "muzyka" or "fizkultura")).ShouldAllBe(x => x.Teacher == c.Lead);
        foreach (var c in School.Classes.Where(c => c.Level > 4)) CoursesOf(c).ShouldContain(x => x.Teacher == c.Lead);
        School.Classes.Select(c => c.Lead).ShouldBeUnique();
    }

    [Fact]
    public void Control_works_keep_to_their_limits_but_for_the_six_that_do_not_on_purpose()
    {
        var broken = new List<(CourseId, DateOnly, string)>();
        foreach (var c in School.Classes)
        {
            var courses = CoursesOf(c);
            var week = courses.SelectMany(x => x.Slots).Select(s => (s.Weekday, s.Slot)).ToHashSet();
            var works = new HashSet<(PlannedCourse Course, DateOnly Day, int Slot)>();
            foreach (var course in courses)
            {
                var lessons = LessonsOf(course, c.Level);
                var own = course.Topics.Where(t => t.Work == PlanWorks.Control).Select(t => lessons[t.Number - 1]).ToList();
                works.UnionWith(own.Select(o => (course, o.Day, o.Slot)));
                broken.AddRange(own.Zip(own.Skip(1)).Where(pair => pair.Second.Day.DayNumber - pair.First.Day.DayNumber < 17).Select(pair => (course.Id, pair.Second.Day, WorkLimits.Apart)));
                broken.AddRange(own.Skip(lessons.Count / 10).Select(o => (course.Id, o.Day, WorkLimits.Share)));
                if (course.Hours > 1) broken.AddRange(own.Where(o => !week.Contains(((int)o.Day.DayOfWeek, o.Slot - 1)) || !week.Contains(((int)o.Day.DayOfWeek, o.Slot + 1))).Select(o => (course.Id, o.Day, WorkLimits.Edge)));
            }
            // The halves of a class write at one time.
            broken.AddRange(works.OrderBy(w => w.Slot).GroupBy(w => w.Day).SelectMany(day => day.DistinctBy(w => w.Course.Subject).Skip(1).Select(w => (w.Course.Id, day.Key, WorkLimits.Day))));
        }
        broken.Select(b => $"{b}").Order().ShouldBe(School.Works.Where(w => w.Broken is not null).Select(w => $"{(w.Course, w.Date, w.Broken!)}").Order());
        broken.Count.ShouldBe(6);
    }

    private static List<(DateOnly Day, int Slot)> LessonsOf(PlannedCourse course, int level) =>
    [
        .. Enumerable.Range(0, School.Year.To.DayNumber - School.Year.From.DayNumber + 1).Select(School.Year.From.AddDays).Where(day => School.Year.IsSchoolDay(day, level))
            .SelectMany(day => course.Slots.Where(s => s.Weekday == (int)day.DayOfWeek).OrderBy(s => s.Slot).Select(s => (day, s.Slot))),
    ];

    [Fact]
    public void Public_holidays_are_free_and_holidays_long_enough()
    {
        foreach (var day in new DateOnly[] { new(2025, 11, 3), new(2025, 11, 4), new(2026, 2, 23), new(2026, 3, 9), new(2026, 5, 1), new(2026, 5, 11) })
            Enumerable.Range(1, 11).ShouldAllBe(level => !School.Year.IsSchoolDay(day, level));
        School.Year.Holidays.Where(h => h.Name.EndsWith("каникулы", StringComparison.Ordinal)).ShouldAllBe(h => h.To.DayNumber - h.From.DayNumber >= 6);
        School.Year.IsSchoolDay(new(2026, 2, 17), 1).ShouldBeFalse();
        School.Year.IsSchoolDay(new(2026, 2, 17), 2).ShouldBeTrue();
        School.Year.IsSchoolDay(new(2025, 10, 29), 11).ShouldBeFalse();
        School.Year.TermOf(new(2026, 2, 17), 10).Kind.ShouldBe("half_year");
    }
}
