using ElJournal.Setup.Timetables;
using Shouldly;
using Xunit;
using static ElJournal.Setup.Tests.Timetables.Week;

namespace ElJournal.Setup.Tests.Timetables;

public class ClashTests
{
    private static IEnumerable<ClashKind> Forbidden(SchoolWeek week) => new Clashes(week).All().Where(c => c.Forbids).Select(c => c.Kind).Distinct();

    private static IEnumerable<Clash> Warnings(SchoolWeek week, ClashKind kind) => new Clashes(week).All().Where(c => c.Kind == kind);

    [Fact]
    public void A_teacher_is_not_in_two_classes_at_once()
    {
        Forbidden(Of(At(1, 1, AlgebraA), At(1, 1, AlgebraB))).ShouldBe([ClashKind.TeacherIsBusy]);
        Forbidden(Of(At(1, 1, AlgebraA), At(1, 2, AlgebraB))).ShouldBeEmpty();
        Forbidden(Of(At(1, 1, AlgebraA, week: "a"), At(1, 1, AlgebraB, week: "b"))).ShouldBeEmpty("weeks А and Б never meet");
        Forbidden(Of(At(1, 1, AlgebraA, week: "a"), At(1, 1, AlgebraB))).ShouldBe([ClashKind.TeacherIsBusy]);
    }

    [Fact]
    public void The_second_teacher_is_busy_as_well()
    {
        var week = Of(At(1, 1, AlgebraB), At(1, 1, HistoryA));
        var second = week.Courses.ToDictionary();
        second[HistoryA] = second[HistoryA] with { Teachers = [Dorofeev, Mironov] };
        Forbidden(week).ShouldBeEmpty();
        var clash = new Clashes(week with { Courses = second }).All().First(c => c.Forbids && c.Course == HistoryA);
        (clash.Kind, clash.Teacher, clash.Other).ShouldBe((ClashKind.TeacherIsBusy, Mironov, AlgebraB));
    }

    [Fact]
    public void A_room_holds_one_lesson_unless_it_is_said_to_hold_more()
    {
        var week = Of(At(1, 1, HistoryA, "Зал"), At(1, 1, AlgebraB, "зал "));
        Forbidden(week).ShouldBe([ClashKind.RoomIsBusy]);
        Forbidden(week with { Rooms = new Dictionary<string, int> { ["ЗАЛ"] = 2 } }).ShouldBeEmpty();
        Forbidden(Of(At(1, 1, HistoryA), At(1, 1, AlgebraB))).ShouldBeEmpty("no room is no clash");
    }

    [Fact]
    public void Two_groups_of_a_split_go_side_by_side_and_neither_beside_its_whole_class()
    {
        Forbidden(Of(At(1, 1, English1), At(1, 1, English2))).ShouldBeEmpty();
        Forbidden(Of(At(1, 1, English1), At(1, 1, AlgebraA))).ShouldBe([ClashKind.ClassIsBusy]);
        Forbidden(Of(At(1, 1, English1), At(1, 1, AlgebraB))).ShouldBeEmpty("another class");
        Forbidden(Of(At(1, 1, HistoryA), At(1, 1, AlgebraA))).ShouldBe([ClashKind.ClassIsBusy]);
    }

    [Fact]
    public void Nobody_sits_in_two_groups_at_once()
    {
        var week = Of(At(1, 1, English1), At(1, 1, English2));
        var groups = week.Groups.ToDictionary();
        groups[Second] = groups[Second] with { Pupils = new HashSet<PupilId> { Pupils[1], Pupils[2] } };
        var clashes = new Clashes(week with { Groups = groups }).All().Where(c => c.Forbids).ToList();
        clashes.Select(c => (c.Kind, c.Count)).Distinct().ShouldBe([(ClashKind.PupilIsInBoth, 1)]);
    }

    [Fact]
    public void An_individual_plan_goes_by_its_own_week()
    {
        var week = Of(At(1, 1, English1), At(1, 1, AlgebraA));
        var groups = week.Groups.ToDictionary();
        groups[First] = groups[First] with { Kind = GroupKinds.Individual };
        Forbidden(week with { Groups = groups }).ShouldBeEmpty();
    }

    [Fact]
    public void A_lesson_needs_a_day_of_the_regime_a_bell_and_an_open_course()
    {
        Forbidden(Of(At(6, 1, AlgebraA))).ShouldBe([ClashKind.DayIsOff]);
        Forbidden(Of(At(1, 8, AlgebraA))).ShouldBe([ClashKind.BellIsMissing]);
        var week = Of(At(1, 1, AlgebraA));
        var closed = week.Courses.ToDictionary();
        closed[AlgebraA] = closed[AlgebraA] with { IsClosed = true };
        Forbidden(week with { Courses = closed }).ShouldBe([ClashKind.CourseIsClosed]);
    }

    [Fact]
    public void Hours_are_counted_in_halves_for_alternating_weeks()
    {
        var found = new Clashes(Of(At(1, 1, AlgebraA), At(2, 1, AlgebraA), At(3, 1, AlgebraA, week: "a"), At(1, 2, HistoryA))).All();
        found.Single(c => c.Kind == ClashKind.HoursAreUnder && c.Course == AlgebraA).Count.ShouldBe(250);
        found.Single(c => c.Kind == ClashKind.HoursAreOver).ShouldSatisfyAllConditions(c => c.Course.ShouldBe(HistoryA), c => c.Count.ShouldBe(100));
    }

    [Fact]
    public void A_day_has_no_more_lessons_than_the_norm()
    {
        var eight = Enumerable.Range(0, 8).Select(slot => At(1, slot, slot % 2 == 0 ? AlgebraA : HistoryA)).ToList();
        Warnings(Of([.. eight]), ClashKind.DayIsTooLong).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Count.ShouldBe(8), c => c.Limit.ShouldBe(7));
        Warnings(Of([.. eight.Take(7)]), ClashKind.DayIsTooLong).ShouldBeEmpty();
        Warnings(Of([.. eight]), ClashKind.SubjectIsTooOften).Select(c => c.Count).ShouldBe([4, 4]);
    }

    [Fact]
    public void A_window_is_seen_by_those_who_sit_in_it()
    {
        // The first group waits while the second has English, so the second has none.
        var found = Warnings(Of(At(1, 1, AlgebraA), At(1, 2, English2), At(1, 3, HistoryA)), ClashKind.Window).ShouldHaveSingleItem();
        (found.Slot, found.Count).ShouldBe((2, 2));
        Warnings(Of(At(1, 1, AlgebraA), At(1, 2, English2), At(1, 2, English1), At(1, 3, HistoryA)), ClashKind.Window).ShouldBeEmpty();
    }

    [Fact]
    public void A_lesson_on_its_way_is_judged_without_the_place_it_leaves()
    {
        var was = At(1, 1, AlgebraA);
        var clashes = new Clashes(Of(was, At(2, 1, AlgebraB), At(1, 2, HistoryA)));
        clashes.Of(was with { Weekday = 2 }, was).Where(c => c.Forbids).Select(c => c.Kind).ShouldBe([ClashKind.TeacherIsBusy]);
        clashes.Of(was with { Slot = 2 }, was).Where(c => c.Forbids).Select(c => c.Kind).ShouldBe([ClashKind.ClassIsBusy]);
        clashes.Of(was with { Weekday = 3 }, was).ShouldBeEmpty();
        clashes.Of(was, was).ShouldBeEmpty();
    }

    [Fact]
    public void The_norms_are_dated_and_name_their_act()
    {
        var norms = LessonNorms.On(new DateOnly(2026, 9, 1));
        norms.Act.ShouldNotBeEmpty();
        norms.Levels.Keys.Order().ShouldBe(Enumerable.Range(1, 11));
        (norms.Levels[5].Weekly5, norms.Levels[8].Weekly6).ShouldBe((29, 36));
        LessonNorms.On(new DateOnly(2026, 9, 1), new SanitaryNormsSet(new DateOnly(2026, 9, 1), [new ElJournal.Setup.LevelNorm(7, 3000, null, 6, null)], "п. 3")).Levels[7]
            .ShouldBe(norms.Levels[7] with { Daily = 6, Weekly5 = 30 });
        LessonNorms.On(new DateOnly(2000, 1, 1)).Levels.ShouldBeEmpty();
    }
}
