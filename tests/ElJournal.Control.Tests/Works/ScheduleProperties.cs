using CsCheck;
using ElJournal.Control.Works;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Works;

public class ScheduleProperties
{
    private static readonly CourseId[] Courses = [A.Algebra, A.Russian, A.Music, A.EnglishOne, A.EnglishTwo, A.Informatics, A.Home, A.Sport];

    private static readonly ControlWorkRulesSet[] Rules =
        [A.Rules(), A.Rules(new(2026, 11, 16), (WorkLimits.Apart, 24), (WorkLimits.Share, 500)), A.Rules(new(2027, 2, 1), (WorkLimits.Apart, 10), (WorkLimits.Day, 2))];

    /// <summary>A wish: which course, which of its lessons of the year, and whether a work that stands is moved there.</summary>
    private static readonly Gen<(int Course, int Day, int Slot, int Lessons, int Moved)[]> Wishes =
        Gen.Select(Gen.Int[0, Courses.Length - 1], Gen.Int[0, 267], Gen.Int[1, 5], Gen.Int[1, 2], Gen.Int[-2, 12]).Array[10, 80];

    [Fact]
    public void A_schedule_planned_without_deviations_never_breaks_a_limit() => Wishes.Sample(wishes =>
    {
        var works = new List<ControlWork>();
        foreach (var (index, wish) in wishes.Index())
        {
            var (course, date) = (Courses[wish.Course], A.Calendar.From.AddDays(wish.Day));
            var facts = A.Facts(works, Rules);
            var moved = wish.Moved >= 0 && wish.Moved < works.Count ? works[wish.Moved] : null;
            var (outcome, events) = moved is null
                ? facts.When(A.Plan(course, date, wish.Slot, wish.Lessons, $"w{index}"))
                : facts.When(new MoveControlWork(A.Command, moved.Work, moved.Course, date, wish.Slot, wish.Lessons));
            if (!outcome.IsAccepted || events.Count == 0) continue;
            if (moved is null) works.Add(ControlWork.Create((ControlWorkPlanned)events.Single()));
            else works[wish.Moved] = ControlWork.Apply((ControlWorkMoved)events.Single(), moved);
        }
        WorkAudit.Of(new WorkJudge(A.Facts(works, Rules))).Select(v => $"{v.Work.Course} {v.Work.Date} {v.Check.Limit.Limit}").ShouldBeEmpty();
    }, iter: 300);
}
