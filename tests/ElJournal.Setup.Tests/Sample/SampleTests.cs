using ElJournal.Sample.Setting;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Sample;

public class SampleTests
{
    private static readonly DateOnly First = new(2025, 9, 1);

    /// <summary>Every day of three years, leap year included.</summary>
    private static IEnumerable<DateOnly> Days => Enumerable.Range(0, 3 * 365 + 1).Select(First.AddDays);

    [Fact]
    public void On_whatever_day_it_is_built_that_day_lies_in_a_term_of_a_year_the_rules_accept()
    {
        foreach (var today in Days)
        {
            var year = SampleYear.Around(today);
            OpenSchoolYearHandler.Handle(new OpenSchoolYear(A.Command, year.Year, year.From, year.To), null, new OpenSchoolYearFacts([]))
                .ThenEvents(new SchoolYearOpened(year.Year, year.From, year.To));
            var open = Spec.Given<YearCalendar>(new SchoolYearOpened(year.Year, year.From, year.To))!;
            SetTermsHandler.Handle(new SetTerms(A.Command, year.Year, year.Terms), open)
                .Item1.IsAccepted.ShouldBeTrue($"terms of {today:O}");
            (open with { Terms = year.Terms }).TermOn(today, 8).ShouldNotBeNull($"{today:O} lies in no term");
        }
    }

    [Fact]
    public void On_whatever_weekday_it_is_built_the_demo_course_has_a_lesson_that_day()
    {
        foreach (var today in Days.Take(7))
        {
            var slots = SampleTimetable.For(today, SampleSchool.Course)[ClassId.From("8b")];
            var year = SampleYear.Around(today);
            var calendar = new YearCalendar("", year.Year, year.From, year.To, year.Terms, []);
            new UnitTimetable("", "8b", [new TimetableSet("8b", First, slots)]).On(today, 8, calendar)
                .ShouldContain(s => s.Course == SampleSchool.Course, $"{today.DayOfWeek}");
        }
    }

    [Fact]
    public void The_timetable_gives_each_course_its_hours_and_needs_no_teacher_twice_at_once()
    {
        foreach (var today in Days.Take(6))
        {
            var tables = SampleTimetable.For(today, SampleSchool.Course);
            var lessons = tables.Values.SelectMany(s => s).ToList();
            foreach (var course in SamplePlan.Courses) lessons.Count(s => s.Course == course.Id).ShouldBe(course.Hours, course.Id.Value);
            lessons.Select(s => (s.Weekday, s.Slot, SamplePlan.Courses.Single(c => c.Id == s.Course).Teacher)).ShouldBeUnique();
            foreach (var day in tables.SelectMany(t => t.Value.GroupBy(s => s.Weekday)))
            {
                day.Select(s => s.Slot).ShouldBe(Enumerable.Range(1, day.Count()), "no holes and no lesson twice");
                day.Select(s => s.Course).ShouldBeUnique();
            }
        }
    }

    [Fact]
    public void Its_rules_and_bells_are_rules_and_bells()
    {
        SetJournalRulesHandler.Handle(new SetJournalRules(A.Command, SampleRules.Rules(First)), null).Item1.IsAccepted.ShouldBeTrue();
        SetBellsHandler.Handle(new SetBells(A.Command, A.Year, SampleSchool.Bells), A.Calendar).Item1.IsAccepted.ShouldBeTrue();
    }
}
