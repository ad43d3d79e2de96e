using ElJournal.Control.Works;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Works;

/// <summary>Where a work may stand at all, and each limit with its edge.</summary>
public class PlanTests
{
    private static WorkFacts Given(params ControlWork[] works) => A.Facts(works);

    [Fact]
    public void A_work_is_planned_once()
    {
        var plan = A.Plan(A.Algebra, A.Monday, 2);
        var planned = new ControlWorkPlanned(plan.Work, A.Year, A.Algebra, A.Monday, 2, 1, ControlForms.Written, ControlLevels.School, "Тема", null);
        Given().When(plan).ThenEvents(planned);
        Given().When(plan, ControlWork.Create(planned)).ThenEvents();
        Given().When(plan with { Slot = 3 }, ControlWork.Create(planned)).ThenRefused(Refusals.WorkIsPlanned);
    }

    [Fact]
    public void It_stands_in_a_lesson_of_its_course()
    {
        Given().When(A.Plan(CourseId.From("none"), A.Monday, 2)).ThenRefused(Refusals.WorkCourseIsUnknown);
        Given().When(A.Plan(A.Algebra, new(2026, 8, 31), 2)).ThenRefused(Refusals.WorkOutsideYear, "01.09.2026");
        Given().When(A.Plan(A.Algebra, new(2026, 10, 26), 2)).ThenRefused(Refusals.WorkDayIsFree, "26.10.2026");
        Given().When(A.Plan(A.Algebra, A.Thursday, 2)).ThenRefused(Refusals.WorkHasNoLesson);
        Given().When(A.Plan(A.Algebra, A.Monday, 3)).ThenRefused(Refusals.WorkSlotIsOther, "2-й");
        Given().When(A.Plan(A.Algebra, A.Wednesday, 2, lessons: 2)).Item1.IsAccepted.ShouldBeTrue();
        Given().When(A.Plan(A.Algebra, A.Monday, 2, lessons: 2)).ThenRefused(Refusals.WorkIsNoDouble);
        Given().When(A.Plan(A.Algebra, A.Monday, 2, lessons: 5)).ThenRefused(Refusals.WorkLengthIsOff);
        Given(A.Work("other", A.Algebra, A.Wednesday, 2, lessons: 2)).When(A.Plan(A.Algebra, A.Wednesday, 3) with { Why = A.Why() }).ThenRefused(Refusals.WorkLessonIsTaken);
        var closed = Given();
        closed = closed with { Courses = closed.Courses.ToDictionary(c => c.Key, c => CourseCard.Apply(new CourseClosed(c.Key, A.Monday), c.Value)) };
        closed.When(A.Plan(A.Algebra, A.Monday, 2)).ThenRefused(Refusals.WorkCourseIsClosed);
    }

    [Fact]
    public void It_has_a_form_a_level_and_a_topic()
    {
        var plan = A.Plan(A.Algebra, A.Monday, 2);
        Given().When(plan with { Form = "laboratory" }).ThenRefused(Refusals.WorkFormIsUnknown, "лабораторная");
        Given().When(plan with { Level = "world" }).ThenRefused(Refusals.WorkLevelIsUnknown);
        Given().When(plan with { Topic = " " }).ThenRefused(Refusals.WorkLacksTopic);
    }

    [Fact]
    public void A_class_has_one_work_a_day()
    {
        Given(A.Work("other", A.Russian, A.Monday, 3)).When(A.Plan(A.Algebra, A.Monday, 2)).ThenRefused(Refusals.WorkBreaksDay, "п. 2.1; Положение");
        Given(A.Work("other", A.Russian, A.Monday.AddDays(7), 3)).When(A.Plan(A.Algebra, A.Monday, 2)).Item1.IsAccepted.ShouldBeTrue();
        A.Facts([A.Work("other", A.Russian, A.Monday, 3)], [A.Rules(null, (WorkLimits.Day, 2))]).When(A.Plan(A.Algebra, A.Monday, 2)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Groups_of_a_class_in_one_subject_do_not_meet_and_others_do()
    {
        var one = A.Work("one", A.EnglishOne, A.Tuesday, 2);
        Given(one).When(A.Plan(A.EnglishTwo, A.Tuesday, 2)).Item1.IsAccepted.ShouldBeTrue();
        // Both halves of a class are one work of its day, for a class that may have two.
        A.Facts([one, A.Work("two", A.EnglishTwo, A.Tuesday, 2)], [A.Rules(null, (WorkLimits.Day, 2))]).When(A.Plan(A.Algebra, A.Tuesday, 3)).Item1.IsAccepted.ShouldBeTrue();
        Given(one).When(A.Plan(A.Algebra, A.Tuesday, 3)).ThenRefused(Refusals.WorkBreaksDay);
        Given(one).When(A.Plan(A.Informatics, A.Tuesday, 4)).ThenRefused(Refusals.WorkBreaksDay);
    }

    [Fact]
    public void Who_is_taught_at_home_meets_nobody()
    {
        Given(A.Work("other", A.Russian, A.Monday, 3)).When(A.Plan(A.Home, A.Monday, 2)).Item1.IsAccepted.ShouldBeTrue();
        Given(A.Work("other", A.Home, A.Monday, 2)).When(A.Plan(A.Algebra, A.Monday, 2)).Item1.IsAccepted.ShouldBeTrue();
        Given(A.Work("other", A.Home, A.Monday, 2)).When(A.Plan(A.Home, A.Tuesday, 2)).ThenRefused(Refusals.WorkBreaksApart);
    }

    [Fact]
    public void Works_in_a_subject_are_17_days_apart()
    {
        var other = A.Work("other", A.Algebra, A.Monday, 2);
        // Wednesday of the next week but one is 16 days on, Monday of the week after 21.
        Given(other).When(A.Plan(A.Algebra, A.Monday.AddDays(16), 2)).ThenRefused(Refusals.WorkBreaksApart, "16");
        Given(other).When(A.Plan(A.Algebra, A.Monday.AddDays(21), 2)).Item1.IsAccepted.ShouldBeTrue();
        // Before as well as after.
        Given(A.Work("other", A.Algebra, A.Monday.AddDays(16), 2)).When(A.Plan(A.Algebra, A.Monday, 2)).ThenRefused(Refusals.WorkBreaksApart);
        // 17 days are enough: from Friday to Monday but two.
        A.Facts([A.Work("other", A.Informatics, A.Friday, 3)], [A.Rules(null, (WorkLimits.Apart, 18))]).When(A.Plan(A.Informatics, A.Friday.AddDays(18), 4)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Works_take_a_tenth_of_the_lessons()
    {
        var judge = new WorkJudge(Given());
        // One lesson a week, of 36 Thursdays that are none of the holidays.
        judge.LessonsOf(A.Music).ShouldBe(35);
        ControlWork[] three = [.. ((string[])["one", "two", "three"]).Select((id, i) => A.Work(id, A.Music, A.Thursday.AddDays(21 * i), 5))];
        Given([.. three[..2]]).When(A.Plan(A.Music, A.Thursday.AddDays(7 * 9), 5)).Item1.IsAccepted.ShouldBeTrue();
        Given(three).When(A.Plan(A.Music, A.Thursday.AddDays(7 * 9), 5)).ThenRefused(Refusals.WorkBreaksShare, "11,43 %");
        // One that comes before all others makes the last of them too many.
        var later = three.Select((w, i) => A.Work(w.Work.Value, A.Music, A.Thursday.AddDays(7 * (9 + (3 * i))), 5));
        A.Facts(later).When(A.Plan(A.Music, A.Thursday, 5)).ThenRefused(Refusals.WorkBreaksShare);
    }

    [Fact]
    public void A_double_lesson_counts_twice()
    {
        var (two, half) = (A.Work("double", A.Algebra, A.Wednesday, 2, lessons: 2), A.Rules(null, (WorkLimits.Share, 150)));
        new WorkJudge(Given()).LessonsOf(A.Algebra).ShouldBeInRange(166, 180);
        A.Facts([two], [half]).When(A.Plan(A.Algebra, A.Monday.AddDays(21), 2)).ThenRefused(Refusals.WorkBreaksShare);
        A.Facts([A.Work("single", A.Algebra, A.Wednesday, 2)], [half]).When(A.Plan(A.Algebra, A.Monday.AddDays(21), 2)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_work_is_not_the_first_or_last_lesson_unless_the_subject_has_one_a_week()
    {
        Given().When(A.Plan(A.Algebra, A.Friday, 1)).ThenRefused(Refusals.WorkBreaksEdge, "1-й урок");
        Given().When(A.Plan(A.Music, A.Thursday, 5)).Item1.IsAccepted.ShouldBeTrue();
        A.Facts([], [A.Rules(null, (WorkLimits.Edge, 50))]).When(A.Plan(A.Music, A.Thursday, 5)).ThenRefused(Refusals.WorkBreaksEdge);
        A.Facts([], [A.Rules(null, (WorkLimits.Edge, 400))]).When(A.Plan(A.Algebra, A.Friday, 1)).Item1.IsAccepted.ShouldBeTrue();
        // What is no lesson of the curriculum makes no day longer: sport is the last of Monday, though the class hour comes after.
        Given().When(A.Plan(A.Sport, A.Monday, 4)).ThenRefused(Refusals.WorkBreaksEdge);
    }

    [Fact]
    public void A_work_is_as_long_as_the_rules_allow()
    {
        A.Facts([], [A.Rules(null, (WorkLimits.Length, 1))]).When(A.Plan(A.Algebra, A.Wednesday, 2, lessons: 2)).ThenRefused(Refusals.WorkBreaksLength);
        A.Facts([], [A.Rules(null, (WorkLimits.Minutes, 45))]).When(A.Plan(A.Algebra, A.Monday, 2)).ThenRefused(Refusals.WorkBreaksMinutes, "40");
        A.Facts([], [A.Rules(null, (WorkLimits.Minutes, 45))]).When(A.Plan(A.Algebra, A.Wednesday, 2, lessons: 2)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Without_rules_nothing_is_judged_but_the_lesson()
    {
        A.Facts([A.Work("other", A.Russian, A.Monday, 3)], []).When(A.Plan(A.Algebra, A.Monday, 2)).Item1.IsAccepted.ShouldBeTrue();
        A.Facts([], [A.Rules(A.Tuesday)]).When(A.Plan(A.Sport, A.Monday, 1)).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void A_work_is_judged_by_the_rules_of_its_day()
    {
        var (old, now) = (A.Rules(), A.Rules(new(2026, 12, 1), (WorkLimits.Apart, 30)));
        DateOnly november = new(2026, 11, 9), december = november.AddDays(28);
        // 28 days are enough in November and too few in December, whichever of the two was planned first.
        A.Facts([A.Work("other", A.Algebra, new(2026, 10, 12), 2)], [old, now]).When(A.Plan(A.Algebra, november, 2)).Item1.IsAccepted.ShouldBeTrue();
        A.Facts([A.Work("other", A.Algebra, november, 2)], [old, now]).When(A.Plan(A.Algebra, december, 2)).ThenRefused(Refusals.WorkBreaksApart, "28");
        A.Facts([A.Work("other", A.Algebra, december, 2)], [old, now]).When(A.Plan(A.Algebra, november, 2)).ThenRefused(Refusals.WorkBreaksApart, "30");
    }

    [Fact]
    public void What_is_explained_is_recorded_with_its_limits()
    {
        var other = A.Work("other", A.Russian, A.Monday, 3);
        var plan = A.Plan(A.Algebra, A.Monday, 2) with { Why = A.Why() };
        Given(other).When(plan).ThenEvents(
            new ControlWorkPlanned(plan.Work, A.Year, A.Algebra, A.Monday, 2, 1, ControlForms.Written, ControlLevels.School, "Тема", null),
            new ControlWorkDeviationExplained(
                plan.Work, A.Monday, 2, [new BrokenLimit(WorkLimits.Day, 1, 2, "п. 2.1", "Положение о контрольных работах")], plan.Why.Words.Sealed, "Письмо № 5"));
        Given().When(plan).ThenRefused(Refusals.NothingToExplain);
        Given(other).When(plan with { Why = plan.Why with { Document = "" } }).ThenRefused(Refusals.ExplanationIsIncomplete);
        plan.ToString().ShouldNotContain("район");
    }
}
