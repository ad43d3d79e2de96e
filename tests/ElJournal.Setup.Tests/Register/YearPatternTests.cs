using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using ElJournal.Setup.Years;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Register;

/// <summary>What is proposed for a year, and what is warned of.</summary>
public class YearPatternTests
{
    private static readonly BellNormsSet Norms = BellWarnings.Usual(A.YearFrom);

    private static DateOnly D(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>The holidays of 2025/26 as they were recommended to all schools of the country.</summary>
    [Fact]
    public void Holidays_of_quarters_fall_as_they_were_recommended_in_2025()
    {
        YearPattern.Holidays("quarter", D("2025-09-01"), D("2026-05-26")).Select(h => (h.From, h.To)).ShouldBe(
            [(D("2025-10-25"), D("2025-11-02")), (D("2025-12-31"), D("2026-01-11")), (D("2026-03-28"), D("2026-04-05"))]);
        YearPattern.FirstGrade(D("2025-09-01"), D("2026-05-26")).ShouldBe(new NamedSpan("first-grade", D("2026-02-16"), D("2026-02-22")));
    }

    [Theory]
    [InlineData("quarter", 4)]
    [InlineData("trimester", 3)]
    [InlineData("half_year", 2)]
    [InlineData("module", 6)]
    public void Any_kind_of_any_year_is_accepted_and_leaves_nothing_to_warn_of(string kind, int count)
    {
        for (var first = 2024; first < 2034; first++)
        {
            var (from, to) = YearPattern.Days(first);
            var id = YearId.From($"{first}-{first + 1}");
            var opened = Spec.Given<YearCalendar>(new SchoolYearOpened(id, from, to))!;
            var terms = YearPattern.Terms(kind, id, [], from, to);
            terms.Count.ShouldBe(count);
            SetTermsHandler.Handle(new SetTerms(A.Command, id, terms), opened).Item1.IsAccepted.ShouldBeTrue($"{kind} {first}");
            var year = Spec.Given<YearCalendar>(new SchoolYearOpened(id, from, to), new TermsSet(id, terms),
                new HolidaysSet(id, [], [.. YearPattern.Holidays(kind, from, to).Select(h => new Holiday(h.Name, h.From, h.To))]), new BellsSet(id, Counting.Usual.Bells()))!;
            CalendarWarnings.Of(year, Norms).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_day_off_on_a_weekend_moves_to_monday_unless_a_decree_moved_it_elsewhere()
    {
        var days = PublicHolidays.Russian.Between(D("2025-09-01"), D("2026-05-26")).Select(d => d.Date).ToList();
        days.ShouldContain(D("2025-11-03"), "by the decree");
        days.ShouldContain(D("2026-03-09"), "8 March is a Sunday");
        days.ShouldContain(D("2026-05-11"), "9 May is a Saturday");
        days.ShouldNotContain(D("2026-03-08"), "there are no lessons on Sundays anyway");
        PublicHolidays.Russian.Between(D("2024-09-01"), D("2025-05-26")).Select(d => d.Date).ShouldNotContain(D("2025-02-24"), "the decree moved it to 8 May");
        PublicHolidays.Russian.WithoutDecree(D("2026-09-01"), D("2027-05-26")).ShouldBe([2027]);
    }

    [Fact]
    public void A_gap_goes_over_sundays_and_is_said_once_for_all_levels_alike()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened,
            new TermsSet(A.Year, [A.Quarter(1, A.YearFrom, A.Day(10, 23)), A.Quarter(2, A.Day(11, 5), A.YearTo)]),
            new HolidaysSet(A.Year, [], [new Holiday("Осенние", A.Day(10, 24), A.Day(10, 28))]), new BellsSet(A.Year, Counting.Usual.Bells()))!;
        var warnings = CalendarWarnings.Of(year, Norms);
        warnings.Select(w => w.Key).ShouldBe(["warn.gap", "warn.short-holidays"]);
        CalendarWarnings.Gaps(year, LevelGroup.Of(year).ShouldHaveSingleItem()).ShouldBe([(A.Day(10, 29), A.Day(11, 4))]);
    }

    [Fact]
    public void Levels_alike_stand_together()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened, new TermsSet(A.Year, [A.Quarter(1, A.YearFrom, A.YearTo)]),
            new LevelTermsSet(A.Year, [10, 11], [new Term(TermId.From("h"), "half_year", 1, A.YearFrom, A.YearTo)]), new HolidaysSet(A.Year, [1], []))!;
        LevelGroup.Of(year).Select(g => g.Name).ShouldBe(["1–9", "10–11"]);
        LevelGroup.NameOf([1, 5, 9, 10, 11]).ShouldBe("1, 5, 9–11");
    }

    [Fact]
    public void Bells_are_counted_and_a_day_that_is_too_long_is_not()
    {
        BellCounting.Count("08:30", 45, 3, [10, 20]).ShouldBe([new(1, "08:30", "09:15"), new(2, "09:25", "10:10"), new(3, "10:30", "11:15")]);
        BellCounting.Count("22:00", 45, 7, []).ShouldBeEmpty();
        BellCounting.Count("8", 45, 7, []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8:30", "08:30")]
    [InlineData("8.30", "08:30")]
    [InlineData("14-05 ", "14:05")]
    [InlineData("25:00", "25:00")]
    [InlineData("утром", "утром")]
    public void A_time_is_read_as_people_write_it(string typed, string time) => BellCounting.Typed(typed).ShouldBe(time);

    [Fact]
    public void Usual_bells_keep_the_norms() => BellWarnings.Of(Counting.Usual.Bells(), Norms).ShouldBeEmpty();

    [Theory]
    [InlineData("warn.early", "07:30", 45, 3, "10 20")]
    [InlineData("warn.late", "14:00", 45, 7, "10 20")]
    [InlineData("warn.long-lesson", "08:30", 50, 2, "10")]
    [InlineData("warn.short-break", "08:30", 45, 4, "5 20 10")]
    [InlineData("warn.no-long-break", "08:30", 45, 4, "10")]
    [InlineData("warn.endless-break", "08:30", 45, 4, "10 40 10")]
    public void Bells_outside_a_norm_are_warned_of(string key, string first, int minutes, int lessons, string breaks) =>
        BellWarnings.Of(BellCounting.Count(first, minutes, lessons, [.. breaks.Split(' ').Select(int.Parse)]), Norms).Select(w => w.Key).ShouldContain(key);

    [Fact]
    public void The_second_shift_is_not_for_everybody_and_the_first_grade_begins_with_short_days()
    {
        var year = Spec.Given<YearCalendar>(A.YearOpened, new TermsSet(A.Year, [A.Quarter(1, A.YearFrom, A.YearTo)]), new BellsSet(A.Year, Counting.Usual.Bells()))!;
        RegimeSet[] second = [new(A.Class7A, A.YearFrom, 6, 2, [])];
        BellWarnings.Of(year, 9, second, Norms).Select(w => w.Key).ShouldBe(["warn.second-shift"]);
        BellWarnings.Of(year, 7, second, Norms).ShouldBeEmpty();
        BellWarnings.Of(year, 1, [], Norms).Count.ShouldBe(3);

        var first = Spec.GivenClass(new ClassFormed(A.Class7A, A.Year, 1, "А"))!;
        var commands = RegimeEndpoints.Steps(year, [first], Norms);
        var sets = commands.OfType<SetBellSchedule>().Select(c => new BellScheduleSet(c.Year, c.Schedule, c.Name, c.Bells));
        RegimeSet[] steps = [.. commands.OfType<SetRegime>().Select(c => new RegimeSet(c.Class, c.From, c.Days, c.Shift, c.Bells))];
        steps.Select(s => s.From).ShouldBe([A.YearFrom, A.Day(11, 1), A.Day(1, 1)]);
        BellWarnings.Of(Spec.Given<YearCalendar>([A.YearOpened, new TermsSet(A.Year, year.Terms), new BellsSet(A.Year, year.Bells), .. sets])!, 1, steps, Norms).ShouldBeEmpty();
    }
}
