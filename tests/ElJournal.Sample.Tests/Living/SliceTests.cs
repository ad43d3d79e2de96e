using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>The slice that a newcomer sees: some classes of the school, seven weeks into their year, with lessons today on whatever day it is.</summary>
public sealed class SliceTests
{
    /// <summary>A working day, a Monday and a week's end; in spring, where the year would be over, and at the turn of the year.</summary>
    public static TheoryData<string> Days => ["2026-11-26", "2026-11-23", "2026-11-28", "2027-06-13", "2027-01-01"];

    [Theory]
    [MemberData(nameof(Days))]
    public void Today_is_a_school_day_with_lessons_a_substitution_and_memos_that_wait(string on)
    {
        var today = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        var plan = RealPlan.Plan.Slice(today);
        plan.Classes.Select(c => c.Level).ShouldBe(Enumerable.Range(1, 11));
        plan.Classes.ShouldAllBe(c => plan.Year.IsSchoolDay(today, c.Level));
        (today.DayNumber - plan.Year.From.DayNumber).ShouldBeInRange(SchoolSlice.Weeks * 7, (SchoolSlice.Weeks * 7) + 6);
        plan.Year.Year.Value.ShouldBe($"{plan.Year.From.Year}-{plan.Year.To.Year}");

        var events = Year.Live(plan, plan.School, extracurricular: true).ToList();
        events[0].At.ShouldBeGreaterThan(plan.Year.From.ToDateTime(TimeOnly.MinValue).AddHours(-3));
        events[^1].At.AddHours(3).ShouldBeLessThan(today.ToDateTime(TimeOnly.MinValue));
        events.Select(e => YearTests.Place(e.Event).Lesson).OfType<LessonId>().ShouldAllBe(l => l.Date < today);
        events.Count(e => e.Event is SubstituteAssigned s && s.Lesson.Date == today || e.Event is LessonCancelled c && c.Lesson.Date == today).ShouldBeGreaterThan(0);
        var decided = events.Select(e => e.Event).OfType<CorrectionGranted>().Select(g => g.Correction).ToHashSet();
        events.Count(e => e.Event is CorrectionRequested r && !decided.Contains(r.Correction)).ShouldBeGreaterThan(0);

        var shown = Shown.Of(plan);
        var weekday = plan.Year.WeekdayOf(today);
        plan.Courses.Count(c => c.Teacher == shown.Teacher.Id && c.Slots.Any(s => s.Weekday == weekday)).ShouldBeGreaterThan(0);
        plan.Courses.Where(c => c.Teacher == shown.Teacher.Id).Select(c => c.Class).Distinct().Count().ShouldBeGreaterThan(1);
        shown.Parent.Wards.Count.ShouldBeGreaterThan(1);
        // The class teacher has papers to ask for.
        var own = plan.Pupils.Where(p => p.Class == shown.Class.Id).Select(p => p.Id).ToHashSet();
        var papers = events.Select(e => e.Event).OfType<AbsenceDocumentAttached>().ToList();
        events.Count(e => e.Event is AttendanceMarked { Code: Customs.Absent } a && own.Contains(a.Pupil) && a.Lesson.Date > today.AddDays(-Customs.AttachDays)
            && !papers.Exists(d => d.Pupil == a.Pupil && d.From <= a.Lesson.Date && a.Lesson.Date <= d.Until)).ShouldBeGreaterThan(0);

        var commands = SchoolSetUp.Of(plan, SampleLogins.Of(plan, () => new Access.SigningIn.PasswordHash("hash", "stamp")));
        commands.ShouldAllBe(c => c.At.AddHours(3) < today.ToDateTime(TimeOnly.MinValue));
        commands.Select(c => c.Command).OfType<SetSpecialDays>().Single().Days.Count(d => d.Date == today && d.Weekday is not null).ShouldBe(today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0);
    }

    [Fact]
    public void The_same_weeks_lie_behind_it_whenever_it_is_looked_at()
    {
        var (one, other) = (RealPlan.Plan.Slice(new(2026, 11, 26)), RealPlan.Plan.Slice(new(2027, 7, 15)));
        Names(other).ShouldBe(Names(one));
        var apart = other.Year.From.ToDateTime(TimeOnly.MinValue) - one.Year.From.ToDateTime(TimeOnly.MinValue);
        apart.Days.ShouldBe(231);
        Year.Live(other).Select(e => (e.At - apart, e.Event.GetType().Name, YearTests.Place(e.Event).Pupil, Grade(e.Event)))
            .ShouldBe(Year.Live(one).Select(e => (e.At, e.Event.GetType().Name, YearTests.Place(e.Event).Pupil, Grade(e.Event))));
    }

    /// <summary>What docs/tours.md names, and on each day of the week: it is walked only on that on which the tests run.</summary>
    [Fact]
    public void The_tours_hold_on_every_day()
    {
        var plan = RealPlan.Plan.Slice(new(2026, 11, 26));
        var shown = Shown.Of(plan);
        var lessons = plan.Courses.Where(c => c.Teacher == shown.Teacher.Id && c.Class.Value == "9b").SelectMany(c => c.Slots).Select(s => s.Weekday);
        lessons.Distinct().Order().ShouldBe([1, 2, 3, 4, 5]);
        shown.Lead.Card.ShortName.ShouldBe("Баранова Н. П.");
        shown.Parent.Wards.Select(w => plan.Pupils.First(p => p.Id == w.Pupil).Card.ListName).ShouldContain("Быков-Зайцев Сергей");
    }

    [Fact]
    public void Everything_a_slice_names_is_in_it()
    {
        var plan = RealPlan.Plan.Slice(new(2026, 11, 26));
        var (staff, subjects, pupils) = (plan.Staff.Select(t => t.Id).ToHashSet(), plan.Subjects.Select(s => s.Id).ToHashSet(), plan.Pupils.Select(p => p.Id).ToHashSet());
        var (classes, groups, rooms) = (plan.Classes.Select(c => c.Id).ToHashSet(), plan.Groups.Select(g => g.Id).ToHashSet(), plan.Rooms.Select(r => r.Number).ToHashSet());
        foreach (var c in plan.Courses.Concat(plan.Extracurricular))
            (staff.Contains(c.Teacher) && subjects.Contains(c.Subject) && classes.Contains(c.Class) && (c.Group is null || groups.Contains(c.Group.Value))).ShouldBeTrue(c.Id.Value);
        plan.Courses.SelectMany(c => c.Slots).ShouldAllBe(s => rooms.Contains(s.Room));
        plan.Classes.ShouldAllBe(c => staff.Contains(c.Lead));
        plan.Groups.ShouldAllBe(g => g.Pupils.All(pupils.Contains));
        plan.Guardians.ShouldAllBe(g => g.Wards.All(w => pupils.Contains(w.Pupil)));
        plan.Pupils.ShouldAllBe(p => classes.Contains(p.Class) && (p.Moves == null || classes.Contains(p.Moves.To)));
        plan.Pupils.Count(p => p.Plan != null).ShouldBeGreaterThan(2);
        foreach (var role in (Role[])[Role.DeputyHead, Role.Director, Role.Administrator, Role.Auditor, Role.Secretary]) plan.Staff.ShouldContain(t => t.Role == role);
    }

    private static IEnumerable<string> Names(SchoolPlan plan) => plan.Pupils.Select(p => p.Card.ListName).Concat(plan.Staff.Select(t => t.Card.ShortName));

    private static string? Grade(object e) => e switch { GradeRecorded g => g.Grade, GradeCorrected g => g.Grade, AttendanceMarked a => a.Code, _ => null };
}
