using System.Globalization;
using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Rights;

/// <summary>What is given "to the year's end" ends with the year, though nobody closes it: the days around that end.</summary>
public sealed class YearEndTable
{
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly PupilId Anna = new("anna");
    private static readonly YearId Old = new("2025-2026");
    private static readonly YearId Next = new("2026-2027");

    /// <summary>Lessons end in May; the year lasts until the next.</summary>
    private static readonly YearDays OldDays = new() { Year = Old, From = new(2025, 9, 1), To = new(2026, 5, 26) };
    private static readonly YearDays NextDays = new() { Year = Next, From = new(2026, 9, 1), To = new(2027, 5, 26) };

    private static readonly CourseCard Algebra7 = Course("algebra-7a", Old, "7a");
    private static readonly CourseCard Algebra8 = Course("algebra-8a", Next, "8a");
    private static readonly ClassFacts Class7 = new() { Id = "7a", Year = Old, Level = 7, Leads = [new Assignment(Sokolova, OldDays.From, null)] };
    private static readonly ClassFacts Class8 = new() { Id = "8a", Year = Next, Level = 8, Leads = [new Assignment(Sokolova, NextDays.From, null)] };

    [Theory]
    [InlineData("2026-09-01", "2026-08-31")] // as schools have it
    [InlineData("2026-08-24", "2026-08-23")] // the next begins earlier
    [InlineData("2026-09-02", "2026-08-31")] // later: twelve months are a year
    [InlineData("2028-09-01", "2026-08-31")] // a year is left out
    [InlineData(null, "2026-08-31")] // nobody has opened the next
    public void A_year_lasts_until_the_next_and_twelve_months_at_most(string? next, string last)
    {
        var years = new SchoolYears(next is null ? [OldDays] : [new YearDays { Year = Next, From = Day(next), To = Day(next).AddMonths(9) }, OldDays]);
        years.LastDay(Old).ShouldBe(Day(last));
        years.On(Day(last)).ShouldBe(Old);
        years.On(Day(last).AddDays(1)).ShouldNotBe(Old);
        years.On(OldDays.From).ShouldBe(Old);
        years.On(OldDays.From.AddDays(-1)).ShouldBeNull();
    }

    [Fact]
    public void What_names_its_last_day_ends_on_it_and_not_after_the_year()
    {
        var years = new SchoolYears([OldDays]);
        years.LastDay(Old, new DateOnly(2025, 12, 31)).ShouldBe(new DateOnly(2025, 12, 31));
        years.LastDay(Old, new DateOnly(2026, 10, 1)).ShouldBe(new DateOnly(2026, 8, 31));
        years.LastDay(Next).ShouldBeNull("what belongs to no year of the school lasts no day");
        years.IsOn(NextDays.From, Next, NextDays.From, null).ShouldBeFalse();
    }

    [Fact]
    public void A_year_as_long_as_may_be_lasts_to_its_own_last_day() =>
        new SchoolYears([OldDays with { To = new DateOnly(2026, 9, 1) }]).LastDay(Old).ShouldBe(new DateOnly(2026, 9, 1));

    public static TheoryData<string, string, bool> Days => new()
    {
        { "the last lesson", "2026-05-26", true },
        { "when the journal is printed", "2026-06-30", true },
        { "the day before the last", "2026-08-30", true },
        { "the last day", "2026-08-31", true },
        { "the day after", "2026-09-01", false },
        { "the next summer", "2027-07-01", false },
        { "years later", "2029-03-01", false },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void A_teachers_course_lasts_as_long_as_its_year(string when, string today, bool allowed)
    {
        foreach (var years in BothSchools)
        {
            var grants = GrantRules.For(Facts(Role.Teacher, today, years) with { Courses = [Algebra7] });
            foreach (var permission in (Permission[])[Permission.ReadJournal, Permission.WriteJournal])
            {
                grants.AllowEver(permission, "course/algebra-7a").ShouldBe(allowed, $"{when}: {permission}");
                grants.Allow(permission, "course/algebra-7a/2026-05-20/2", new DateOnly(2026, 5, 20)).ShouldBe(allowed, $"{when}: a lesson of May, {permission}");
            }
            grants.Allow(Permission.PlanCourse, "course/algebra-7a", Day(today)).ShouldBe(allowed, when);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void A_class_lasts_as_long_as_its_year(string when, string today, bool allowed)
    {
        foreach (var years in BothSchools)
        {
            var grants = GrantRules.For(Facts(Role.ClassTeacher, today, years) with { Courses = [Algebra7 with { Teachers = [] }], Classes = [Class7] });
            grants.AllowEver(Permission.ReadJournal, "course/algebra-7a").ShouldBe(allowed, when);
            grants.Allow(Permission.ReportLoss, "class/7a", Day(today)).ShouldBe(allowed, when);
            grants.Allow(Permission.ManageConsents, "class/7a", Day(today)).ShouldBe(allowed, when);
        }
    }

    [Theory]
    [InlineData("2026-08-31", true, false)]
    [InlineData("2026-09-01", false, true)]
    [InlineData("2027-08-31", false, true)]
    [InlineData("2027-09-01", false, false)]
    public void Whoever_goes_on_with_the_class_has_the_new_one_and_no_longer_the_old(string today, bool old, bool next)
    {
        var grants = GrantRules.For(Facts(Role.ClassTeacher, today, BothYears) with { Courses = [Algebra7, Algebra8], Classes = [Class7, Class8] });
        foreach (var (course, schoolClass, allowed) in ((string, string, bool)[])[("course/algebra-7a", "class/7a", old), ("course/algebra-8a", "class/8a", next)])
        {
            grants.AllowEver(Permission.ReadJournal, course).ShouldBe(allowed, course);
            grants.AllowEver(Permission.WriteJournal, course).ShouldBe(allowed, course);
            grants.AllowEver(Permission.ReportLoss, schoolClass).ShouldBe(allowed, schoolClass);
        }
    }

    [Fact]
    public void Whoever_teaches_in_the_coming_year_plans_in_the_summer_before()
    {
        var grants = GrantRules.For(Facts(Role.Teacher, "2026-06-15", BothYears) with { Courses = [Algebra7, Algebra8] });
        grants.Allow(Permission.PlanCourse, "course/algebra-8a", new DateOnly(2026, 6, 15)).ShouldBeTrue();
        grants.AllowEver(Permission.ReadJournal, "course/algebra-8a").ShouldBeFalse();
    }

    [Fact]
    public void Every_right_of_a_duty_says_its_last_day() =>
        GrantRules.For(Facts(Role.ClassTeacher, "2026-02-02", BothYears) with { Courses = [Algebra7], Classes = [Class7] }).All
            .Where(grant => grant.Scope != Grant.WholeSchool).ShouldAllBe(grant => grant.To == new DateOnly(2026, 8, 31));

    [Fact]
    public void An_assignment_that_ends_within_the_year_is_not_prolonged_by_it()
    {
        var course = Algebra7 with { Teachers = [new Assignment(Sokolova, OldDays.From, new DateOnly(2026, 1, 31))] };
        GrantRules.For(Facts(Role.Teacher, "2026-01-31", BothYears) with { Courses = [course] }).AllowEver(Permission.WriteJournal, "course/algebra-7a").ShouldBeTrue();
        GrantRules.For(Facts(Role.Teacher, "2026-02-01", BothYears) with { Courses = [course] }).AllowEver(Permission.WriteJournal, "course/algebra-7a").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void A_lesson_given_for_another_is_written_until_its_year_is_over(string when, string today, bool allowed)
    {
        var lesson = new LessonId(new CourseId("physics-7a"), new DateOnly(2026, 5, 20), 3);
        foreach (var years in BothSchools)
        {
            var grants = GrantRules.For(Facts(Role.Teacher, today, years) with { Substituted = [lesson] });
            grants.Allow(Permission.WriteJournal, lesson.Resource, lesson.Date).ShouldBe(allowed, when);
            grants.Allow(Permission.ReadJournal, lesson.Resource, lesson.Date).ShouldBe(allowed, when);
        }
    }

    [Theory]
    [InlineData("2026-08-31", true)]
    [InlineData("2026-09-01", false)]
    public void Nobody_is_in_a_class_whose_year_is_over_whether_moved_up_or_forgotten(string today, bool there)
    {
        var forgotten = new ClassRoster("7a", Old, 7, "А", [new Enrolment(Anna, OldDays.From, null, null)]);
        var late = forgotten with { Pupils = [new Enrolment(Anna, OldDays.From, new DateOnly(2026, 9, 4), "№ 50")] };
        foreach (var years in BothSchools)
        {
            forgotten.PupilsOn(Day(today), years).Contains(Anna).ShouldBe(there);
            late.PupilsOn(Day(today), years).Contains(Anna).ShouldBe(there);
        }
    }

    [Fact]
    public void The_day_of_leaving_is_the_first_outside_the_class()
    {
        var left = new DateOnly(2025, 12, 1);
        var roster = new ClassRoster("7a", Old, 7, "А", [new Enrolment(Anna, OldDays.From, left, "№ 7")]);
        roster.PupilsOn(left.AddDays(-1), BothYears).ShouldBe([Anna]);
        roster.PupilsOn(left, BothYears).ShouldBeEmpty();
    }

    private static SchoolYears BothYears => new([OldDays, NextDays]);

    /// <summary>A school that has opened its next year and one that has not.</summary>
    private static SchoolYears[] BothSchools => [BothYears, new([OldDays])];

    private static GrantFacts Facts(Role role, string today, SchoolYears years) => new(role, Day(today)) { Staff = Sokolova, Years = years };

    private static CourseCard Course(string id, YearId year, string schoolClass) => new(
        "course/" + id, new CourseId(id), year, 7, [new ClassId(schoolClass)], null, new SubjectId("algebra"), 300, Layers.Core,
        [new Assignment(Sokolova, year == Old ? OldDays.From : NextDays.From, null)]);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
