using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Register;

/// <summary>On which day by which timetable: terms and holidays by year level, special days, weeks А and Б, bells by regime.</summary>
public class YearCalendarTests
{
    private static readonly TermsSet Quarters = new(A.Year, [A.Quarter(1, A.YearFrom, A.Day(10, 24)), A.Quarter(2, A.Day(11, 2), A.Day(12, 30))]);
    private static readonly Term Half = new(TermId.From("2026-2027.h1"), "half_year", 1, A.YearFrom, A.Day(12, 30));

    [Fact]
    public void A_level_goes_by_its_own_terms_and_the_others_by_the_schools()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened, Quarters, new LevelTermsSet(A.Year, [10, 11], [Half]))!;
        year.TermOn(A.Day(10, 28), 10).ShouldBe(Half);
        year.TermOn(A.Day(10, 28), 9).ShouldBeNull();
        Spec.Given<YearCalendar>(A.YearOpened, Quarters, new LevelTermsSet(A.Year, [10, 11], [Half]), new LevelTermsSet(A.Year, [10], []))!
            .TermsOf(10).ShouldBe(Quarters.Terms);
    }

    [Fact]
    public void Holidays_of_a_level_take_the_place_of_the_common_ones_for_it_alone()
    {
        var common = new HolidaysSet(A.Year, [], [new Holiday("Осенние", A.Day(10, 5), A.Day(10, 11))]);
        var first = new HolidaysSet(A.Year, [1], [.. common.Holidays, new Holiday("Дополнительные", A.Day(11, 16), A.Day(11, 22))]);
        var year = Spec.Given<YearCalendar>(A.YearOpened, Quarters, common, first)!;
        year.WeekdayOn(A.Day(11, 17), 1).ShouldBeNull();
        year.WeekdayOn(A.Day(11, 17), 2).ShouldBe(2);
        year.WeekdayOn(A.Day(10, 6), 2).ShouldBeNull();
        var again = Spec.Given<YearCalendar>(A.YearOpened, Quarters, common, first, new HolidaysSet(A.Year, [], []))!;
        again.WeekdayOn(A.Day(10, 6), 2).ShouldBe(2);
        again.WeekdayOn(A.Day(10, 6), 1).ShouldBeNull();
    }

    [Fact]
    public void A_day_off_has_no_lessons_and_a_moved_day_those_of_another()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened, Quarters, new SpecialDaysSet(A.Year,
            [new SpecialDay(A.Day(11, 4), "День народного единства", null), new SpecialDay(A.Day(11, 7), "За 4 ноября", 3)]))!;
        year.WeekdayOn(A.Day(11, 4), 7).ShouldBeNull();
        year.WeekdayOn(A.Day(11, 7), 7).ShouldBe(3);
    }

    [Fact]
    public void Weeks_go_by_turns_from_the_week_of_the_first_day_and_a_lesson_of_week_b_is_not_in_week_a()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened, Quarters)!;
        (year.WeekOn(A.YearFrom), year.WeekOn(A.Day(9, 6)), year.WeekOn(A.Day(9, 7))).ShouldBe(("a", "a", "b"));
        var table = Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, [new(3, 1, A.Course, null, "b"), new(3, 2, A.Course, null, null)]))!;
        table.On(A.Day(9, 2), 7, year).Select(s => s.Slot).ShouldBe([2]);
        table.On(A.Day(9, 9), 7, year).Select(s => s.Slot).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_class_rings_by_its_regime_from_its_day_on()
    {
        var stepped = new BellScheduleSet(A.Year, "first", "1 класс, сентябрь", [new Bell(1, "08:30", "09:05")]);
        var year = Spec.Given<YearCalendar>(A.YearOpened, Quarters, new BellsSet(A.Year, [new Bell(1, "08:30", "09:15")]), stepped)!;
        RegimeSet[] regimes = [new(A.Class7A, A.YearFrom, 5, 1, [new RegimeBells(3, "first")]), new(A.Class7A, A.Day(11, 2), 5, 1, [])];
        year.BellsOn(A.Day(9, 2), 7, regimes)[0].Ends.ShouldBe("09:05");
        year.BellsOn(A.Day(9, 3), 7, regimes)[0].Ends.ShouldBe("09:15");
        year.BellsOn(A.Day(11, 11), 7, regimes)[0].Ends.ShouldBe("09:15");
    }
}
