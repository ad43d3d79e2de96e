using CsCheck;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>Terms of single levels, holidays, special days, sets of bells, regimes and norms.</summary>
public class CalendarTests
{
    private static readonly Term Half = new(TermId.From("2026-2027.h1"), "half_year", 1, A.YearFrom, A.Day(12, 30));
    private static readonly Term[] Quarters = [A.Quarter(1, A.YearFrom, A.Day(10, 24)), A.Quarter(2, A.Day(11, 2), A.Day(12, 30))];
    private static readonly Holiday Autumn = new("Осенние", A.Day(10, 25), A.Day(11, 1));
    private static readonly Bell[] Bells = [new(1, "08:30", "09:05"), new(2, "09:25", "10:00")];
    private static readonly BellScheduleSet First = new(A.Year, "first", "1 класс", Bells);
    private static readonly BellNormsSet Norms = new(
        A.YearFrom, "08:00", "19:00", 45, 10, 20, 30, [1, 5, 9, 10, 11], [new LessonStep(1, 9, 35, 3), new LessonStep(1, 1, 40, 4)], 7, "СП 2.4.3648-20");

    private static YearCalendar Year(params object[] events) => Spec.Given<YearCalendar>([A.YearOpened, .. events])!;

    [Fact]
    public void Levels_get_terms_of_their_own_and_the_same_again_changes_nothing()
    {
        var set = new SetLevelTerms(A.Command, A.Year, [11, 10, 10], [Half]);
        var done = new LevelTermsSet(A.Year, [10, 11], [Half]);
        SetLevelTermsHandler.Handle(set, Year()).ThenEvents(done);
        SetLevelTermsHandler.Handle(set, Year(done)).ThenNothing();
    }

    [Fact]
    public void An_empty_set_gives_the_levels_back()
    {
        var back = new SetLevelTerms(A.Command, A.Year, [10], []);
        SetLevelTermsHandler.Handle(back, Year(new LevelTermsSet(A.Year, [10, 11], [Half]))).ThenEvents(new LevelTermsSet(A.Year, [10], []));
        SetLevelTermsHandler.Handle(back, Year()).ThenNothing();
    }

    [Fact]
    public void Terms_of_no_level_or_of_one_that_is_not_there_are_refused()
    {
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [], [Half]), Year()).ThenRefused(Refusals.LevelsAreMissing);
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [12], [Half]), Year()).ThenRefused(Refusals.YearLevelIsOff);
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [1], [Half]), null).ThenRefused(Refusals.YearIsUnknown);
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [1], [Quarters[0], Quarters[0] with { Id = Half.Id, Ordinal = 2 }]), Year())
            .ThenRefused(Refusals.TermsOverlap);
    }

    [Fact]
    public void A_terms_name_means_the_same_days_for_all_levels()
    {
        var other = Quarters[0] with { To = A.Day(10, 17) };
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [1], [other]), Year(new TermsSet(A.Year, Quarters))).ThenRefused(Refusals.TermIsOfOthers);
        SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, Quarters), Year(new LevelTermsSet(A.Year, [1], [other]))).ThenRefused(Refusals.TermIsOfOthers);
        // The levels' own former set is no other's.
        SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, [1], [other]), Year(new LevelTermsSet(A.Year, [1], Quarters)))
            .ThenEvents(new LevelTermsSet(A.Year, [1], [other]));
    }

    /// <summary>Whatever is set in whatever order: every level has each day in one term at most, all within the year, and a term's id says its days.</summary>
    [Fact]
    public void Any_order_of_settings_leaves_terms_without_overlap_per_level()
    {
        var term = Gen.Select(Gen.Int[0, 266], Gen.Int[0, 80], (from, length) => (From: from, To: Math.Min(from + length, 267)));
        var set = Gen.Select(Gen.Int[0, 11].Array[0, 4], term.Array[0, 4], Gen.Int[0, 2], (levels, terms, ids) => (levels, terms, ids));
        set.Array[1, 12].Sample(
            settings =>
            {
                var events = new List<object> { A.YearOpened };
                foreach (var (levels, drawn, ids) in settings)
                {
                    Term[] terms = [.. drawn.OrderBy(t => t.From).Select((t, i) => new Term(
                        TermId.From($"t{ids}.{i + 1}"), "module", i + 1, A.YearFrom.AddDays(t.From), A.YearFrom.AddDays(t.To)))];
                    var year = Spec.Given<YearCalendar>([.. events])!;
                    var (_, said) = levels.Length == 0
                        ? SetTermsHandler.Handle(new SetTerms(A.Command, A.Year, terms), year)
                        : SetLevelTermsHandler.Handle(new SetLevelTerms(A.Command, A.Year, levels, terms), year);
                    events.AddRange(said);
                }
                var end = Spec.Given<YearCalendar>([.. events])!;
                var each = Enumerable.Range(1, 11).Select(end.TermsOf).ToList();
                return each.All(terms => terms.All(t => end.From <= t.From && t.From <= t.To && t.To <= end.To)
                        && terms.Zip(terms.Skip(1)).All(pair => pair.First.To < pair.Second.From))
                    && each.SelectMany(terms => terms).Distinct().GroupBy(t => t.Id).All(same => same.Count() == 1);
            },
            iter: 2_000, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void Holidays_are_set_in_order_and_the_same_again_change_nothing()
    {
        var winter = new Holiday("Зимние", A.Day(12, 31), A.Day(1, 10));
        var set = new SetHolidays(A.Command, A.Year, [], [winter, Autumn]);
        SetHolidaysHandler.Handle(set, Year()).ThenEvents(new HolidaysSet(A.Year, [], [Autumn, winter]));
        SetHolidaysHandler.Handle(set, Year(new HolidaysSet(A.Year, [], [Autumn, winter]))).ThenNothing();
        SetHolidaysHandler.Handle(set with { Levels = [1] }, Year(new HolidaysSet(A.Year, [], [Autumn, winter]))).ThenEvents(new HolidaysSet(A.Year, [1], [Autumn, winter]));
    }

    [Fact]
    public void Short_holidays_are_no_reason_to_refuse() =>
        SetHolidaysHandler.Handle(new SetHolidays(A.Command, A.Year, [], [Autumn with { To = Autumn.From }]), Year()).Item1.IsAccepted.ShouldBeTrue();

    public static TheoryData<string, Holiday[]> WrongHolidays => new()
    {
        { "setup.name_is_empty_or_long", [Autumn with { Name = " " }] },
        { "setup.dates_are_backwards", [Autumn with { To = Autumn.From.AddDays(-1) }] },
        { "setup.date_is_outside_year", [Autumn with { From = A.YearFrom.AddDays(-1) }] },
        { "setup.date_is_outside_year", [Autumn with { To = A.YearTo.AddDays(1) }] },
        { "setup.holidays_overlap", [Autumn, new Holiday("Другие", Autumn.To, Autumn.To.AddDays(7))] },
    };

    [Theory]
    [MemberData(nameof(WrongHolidays))]
    public void Wrong_holidays_are_refused_by_name(string code, Holiday[] holidays)
    {
        var answer = SetHolidaysHandler.Handle(new SetHolidays(A.Command, A.Year, [], holidays), Year());
        answer.ThenRefused(answer.Item1.Refusal!.Kind);
        answer.Item1.Refusal!.Kind.Code.ShouldBe(code);
    }

    [Fact]
    public void Special_days_are_set_as_one_and_each_day_once()
    {
        var unity = new SpecialDay(A.Day(11, 4), "День народного единства", null);
        var moved = new SpecialDay(A.Day(9, 5), "За 4 ноября", 3);
        SetSpecialDaysHandler.Handle(new SetSpecialDays(A.Command, A.Year, [unity, moved]), Year()).ThenEvents(new SpecialDaysSet(A.Year, [moved, unity]));
        SetSpecialDaysHandler.Handle(new SetSpecialDays(A.Command, A.Year, [unity, moved]), Year(new SpecialDaysSet(A.Year, [moved, unity]))).ThenNothing();
        SetSpecialDaysHandler.Handle(new SetSpecialDays(A.Command, A.Year, [unity, unity]), Year()).ThenRefused(Refusals.SpecialDayIsRepeated);
        SetSpecialDaysHandler.Handle(new SetSpecialDays(A.Command, A.Year, [unity with { Weekday = 8 }]), Year()).ThenRefused(Refusals.WeekdayIsOff);
        SetSpecialDaysHandler.Handle(new SetSpecialDays(A.Command, A.Year, [unity with { Date = A.YearTo.AddDays(1) }]), Year()).ThenRefused(Refusals.DateIsOutsideYear);
    }

    [Fact]
    public void A_set_of_bells_has_a_name_of_its_own_and_bells_in_order()
    {
        var set = new SetBellSchedule(A.Command, A.Year, "first", " 1 класс ", Bells);
        SetBellScheduleHandler.Handle(set, Year()).ThenEvents(First);
        SetBellScheduleHandler.Handle(set, Year(First)).ThenNothing();
        SetBellScheduleHandler.Handle(set with { Schedule = "second" }, Year(First)).ThenRefused(Refusals.ScheduleNameIsTaken);
        SetBellScheduleHandler.Handle(set with { Schedule = "Первый" }, Year()).ThenRefused(Refusals.ScheduleIsUnknown);
        SetBellScheduleHandler.Handle(set with { Bells = [] }, Year()).ThenRefused(Refusals.BellsAreMissing);
        SetBellScheduleHandler.Handle(set with { Bells = [Bells[1], Bells[0]] }, Year()).ThenRefused(Refusals.BellsAreOutOfOrder);
        SetBellScheduleHandler.Handle(set, null).ThenRefused(Refusals.YearIsUnknown);
    }

    [Fact]
    public void A_regime_is_set_from_a_day_and_the_same_again_changes_nothing()
    {
        var set = new SetRegime(A.Command, A.Class7A, A.YearFrom, 5, 1, [new(2, "first"), new(1, "first")]);
        var done = new RegimeSet(A.Class7A, A.YearFrom, 5, 1, [new(1, "first"), new(2, "first")]);
        var formed = Spec.Given<ClassCard>(A.Formed7A);
        SetRegimeHandler.Handle(set, formed, new Placing(Spec.GivenClass(A.Formed7A), Year(First))).ThenEvents(done);
        SetRegimeHandler.Handle(set, formed, new Placing(Spec.GivenClass(A.Formed7A, done), Year(First))).ThenNothing();
        var placing = new Placing(Spec.GivenClass(A.Formed7A), Year(First));
        SetRegimeHandler.Handle(set, null, placing).ThenRefused(Refusals.ClassIsUnknown);
        SetRegimeHandler.Handle(set with { Days = 7 }, formed, placing).ThenRefused(Refusals.SchoolWeekIsOff);
        SetRegimeHandler.Handle(set with { Shift = 3 }, formed, placing).ThenRefused(Refusals.ShiftIsOff);
        SetRegimeHandler.Handle(set with { Bells = [new(6, "first")] }, formed, placing).ThenRefused(Refusals.WeekdayIsOff);
        SetRegimeHandler.Handle(set with { Bells = [new(1, "first"), new(1, "first")] }, formed, placing).ThenRefused(Refusals.WeekdayIsOff);
        SetRegimeHandler.Handle(set with { Bells = [new(1, "none")] }, formed, placing).ThenRefused(Refusals.ScheduleIsUnknown);
        SetRegimeHandler.Handle(set with { From = A.YearTo.AddDays(1) }, formed, placing).ThenRefused(Refusals.DateIsOutsideYear);
    }

    [Fact]
    public void Norms_name_their_act_and_are_kept_by_versions()
    {
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms), null).ThenEvents(Norms);
        var norms = Spec.Given<BellNorms>(Norms, Norms with { From = A.Day(1, 11), LessonMinutes = 40 })!;
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms with { Steps = [.. Norms.Steps] }), norms).ThenNothing();
        norms.On(A.Day(12, 1))!.LessonMinutes.ShouldBe(45);
        norms.On(A.Day(2, 1))!.LessonMinutes.ShouldBe(40);
        norms.On(A.YearFrom.AddDays(-1)).ShouldBeNull();
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms with { Act = "" }), null).ThenRefused(Refusals.BellNormsLackAct);
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms with { Latest = "07:00" }), null).ThenRefused(Refusals.BellNormIsOff);
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms with { BreakMinutes = 0 }), null).ThenRefused(Refusals.BellNormIsOff);
        SetBellNormsHandler.Handle(new SetBellNorms(A.Command, Norms with { FirstShiftLevels = [0] }), null).ThenRefused(Refusals.YearLevelIsOff);
    }
}
