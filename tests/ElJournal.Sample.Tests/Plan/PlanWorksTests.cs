using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Sample.Tests.Living;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Plan;

/// <summary>График контрольных работ of the school: as many as a school has, within the limits but for six.</summary>
public class PlanWorksTests
{
    private static readonly SchoolPlan School = RealPlan.Plan;

    [Fact]
    public void The_school_has_about_eleven_hundred_works_where_its_plans_have_them()
    {
        School.Works.Count.ShouldBeInRange(1020, 1180);
        School.Works.Select(w => w.Id).ShouldBeUnique();
        School.Works.Count(w => w.Level == ControlLevels.Federal).ShouldBeInRange(10, 60);
        foreach (var course in School.Works.GroupBy(w => w.Course))
            course.Count().ShouldBe(School.Courses.First(c => c.Id == course.Key).Topics.Count(t => t.Work == PlanWorks.Control));
    }

    [Fact]
    public void The_limits_find_the_six_deliberate_violations_and_nothing_else()
    {
        var audit = WorkAudit.Of(new WorkJudge(Facts([.. School.Works.Select(w => Stands(w, w.Date, w.Slot))])));
        audit.Select(v => $"{v.Work.Work} {v.Check.Limit.Limit}").ShouldBe(School.Works.Where(w => w.Broken is not null).Select(w => $"{w.Id} {w.Broken}"), ignoreOrder: true);
        audit.Count.ShouldBe(6);
        audit.Select(v => v.Check.Limit.Limit).Distinct().Order().ShouldBe([WorkLimits.Apart, WorkLimits.Day, WorkLimits.Edge, WorkLimits.Share]);
    }

    [Fact]
    public void What_was_moved_stood_within_the_limits_before_as_well()
    {
        School.Works.Count(w => w.Before is not null).ShouldBe(10);
        var first = WorkAudit.Of(new WorkJudge(Facts([.. School.Works.Select(w => Stands(w, w.Before?.Date ?? w.Date, w.Before?.Slot ?? w.Slot))])));
        first.Count.ShouldBe(6);
    }

    [Fact]
    public void A_work_is_written_in_its_lesson_unless_that_is_not_given()
    {
        var written = RealPlan.Events.Select(e => e.Event).OfType<WorkTypeChosen>().Where(w => w.WorkType == "control").Select(w => w.Lesson).ToHashSet();
        var due = School.Works.Select(w => new LessonId(w.Course, w.Date, w.Slot)).ToList();
        (due.Count(written.Contains) / (double)due.Count).ShouldBeGreaterThan(0.93);
        // And no other lesson is one, but for those that were moved or caught up with.
        written.Except(due).Count().ShouldBeLessThan(40);
    }

    [Fact]
    public void The_commands_that_plan_them_are_accepted()
    {
        var (facts, standing) = (Facts([]) with { Rules = null }, new List<ControlWork>());
        foreach (var command in SchoolSetUp.Of(School, SampleLogins.Of(School, () => new Access.SigningIn.PasswordHash("", ""))).Select(c => c.Command).OfType<PlanControlWork>())
        {
            var (outcome, events) = PlanControlWorkHandler.Handle(command, null, facts);
            outcome.Refusal?.Text().ShouldBeNull(command.ToString());
            standing.Add(ControlWork.Create((ControlWorkPlanned)events.Single()));
        }
        standing.Count.ShouldBe(School.Works.Count);
    }

    private static ControlWork Stands(PlannedWork w, DateOnly date, int slot) =>
        ControlWork.Create(new ControlWorkPlanned(w.Id, School.Year.Year, w.Course, date, slot, 1, w.Form, w.Level, w.Topic, null));

    private static WorkFacts Facts(IReadOnlyList<ControlWork> works)
    {
        var (year, levels) = (School.Year, School.Classes.ToDictionary(c => c.Id, c => c.Level));
        object[] said = [new TermsSet(year.Year, year.Quarters), new LevelTermsSet(year.Year, [10, 11], year.HalfYears), new HolidaysSet(year.Year, [], year.Holidays), new HolidaysSet(year.Year, [1], [.. year.Holidays, .. year.FirstGrade])];
        var calendar = said.Aggregate(YearCalendar.Create(new SchoolYearOpened(year.Year, year.From, year.To)), (state, e) => Store.Fold.Of(typeof(YearCalendar), state, e)!);
        List<(PlannedCourse Course, string Layer)> courses = [.. School.Courses.Select(c => (c, Layers.Core)), .. School.Extracurricular.Select(c => (c, Layers.Extracurricular))];
        return new WorkFacts(
            calendar,
            courses.ToDictionary(c => c.Course.Id, c => CourseCard.Create(new CourseOpened(
                c.Course.Id, year.Year, levels[c.Course.Class], [c.Course.Class], c.Course.Group, c.Course.Subject, c.Course.Hours * 100, c.Layer))),
            School.Groups.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Id).ToHashSet(),
            courses.GroupBy(c => c.Course.Group?.Value ?? c.Course.Class.Value).ToDictionary(u => u.Key, u => UnitTimetable.Create(new TimetableSet(
                u.Key, year.From, [.. u.SelectMany(c => c.Course.Slots.Select(s => new TimetableSlot(s.Weekday, s.Slot, c.Course.Id, s.Room, null)))]))),
            Enumerable.Empty<RegimeSet>().ToLookup(r => r.Class),
            new ControlWorkRules(ControlWorkStreams.Rules, [ControlWorkRulesDraft.Usual(year.From, "Положение", "п. 3.7")]), works, null, year.From);
    }
}
