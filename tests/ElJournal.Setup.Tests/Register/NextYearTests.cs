using ElJournal.Kernel;
using ElJournal.Setup.Classes;
using ElJournal.Setup.NextYear;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using ElJournal.Setup.Years;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Register;

/// <summary>What a year hands on to the next.</summary>
public class NextYearTests
{
    private static readonly SchoolId School = SchoolId.From("sample");
    private static readonly Bell[] Bells = [new(1, "08:30", "09:15")];

    private static readonly YearCalendar Old = Spec.Given<YearCalendar>(
        A.YearOpened, new TermsSet(A.Year, YearPattern.Terms("quarter", A.Year, [], A.YearFrom, A.YearTo)),
        new LevelTermsSet(A.Year, [10, 11], YearPattern.Terms("half_year", A.Year, [10, 11], A.YearFrom, A.YearTo)),
        new HolidaysSet(A.Year, [], [.. YearPattern.Holidays("quarter", A.YearFrom, A.YearTo).Select(h => new Holiday(h.Name, h.From, h.To))]),
        new BellsSet(A.Year, Bells), new BellScheduleSet(A.Year, "step", "Ступень", Bells))!;

    private static readonly ClassRoster[] Classes =
    [
        Spec.GivenClass(new ClassFormed(ClassId.From("1a"), A.Year, 1, "А"), new RegimeSet(ClassId.From("1a"), A.YearFrom, 5, 1, [new RegimeBells(1, "step")]),
            new RegimeSet(ClassId.From("1a"), A.Day(11, 2), 5, 1, []))!,
        Spec.GivenClass(A.Formed7A)!, Spec.GivenClass(A.Formed7B)!,
        Spec.GivenClass(new ClassFormed(ClassId.From("9a"), A.Year, 9, "А"))!, Spec.GivenClass(new ClassFormed(ClassId.From("10a"), A.Year, 10, "А"))!,
    ];

    private static NextYearPlan Plan
    {
        get
        {
            var (from, to) = NextYearPlan.UsualDays(Old);
            return new NextYearPlan(Old, from, to, NextYearPlan.UsualLetters(Classes));
        }
    }

    [Fact]
    public void Classes_go_up_with_their_letters_and_the_first_and_the_tenth_are_formed_as_they_were()
    {
        var formed = Plan.Steps(School, Classes).OfType<FormClass>().Select(c => $"{c.Level}{c.Letter}");
        formed.ShouldBe(["1А", "2А", "8А", "8Б", "10А", "11А"]);
    }

    [Fact]
    public void Every_command_is_accepted_in_its_turn_and_the_new_year_has_nothing_to_be_warned_of()
    {
        var plan = Plan;
        (plan.From, plan.To).ShouldBe((new DateOnly(2027, 9, 1), new DateOnly(2028, 5, 26)));
        var events = new List<object>();
        foreach (var command in plan.Steps(School, Classes))
        {
            var year = Spec.Given<YearCalendar>([.. events]);
            var (outcome, said) = command switch
            {
                OpenSchoolYear c => OpenSchoolYearHandler.Handle(c, year, new OpenSchoolYearFacts([Old])),
                SetTerms c => SetTermsHandler.Handle(c, year),
                SetLevelTerms c => SetLevelTermsHandler.Handle(c, year),
                SetHolidays c => SetHolidaysHandler.Handle(c, year),
                SetSpecialDays c => SetSpecialDaysHandler.Handle(c, year),
                SetBells c => SetBellsHandler.Handle(c, year),
                SetBellSchedule c => SetBellScheduleHandler.Handle(c, year),
                FormClass c => FormClassHandler.Handle(c, null, new FormClassFacts(true, Classes)),
                SetRegime c => SetRegimeHandler.Handle(c, new ClassCard("", c.Class, plan.Year, 1, "А"), new Placing(Classes[0], year)),
                _ => throw new InvalidOperationException(command.ToString()),
            };
            outcome.Refusal?.Text().ShouldBeNull(command.ToString());
            events.AddRange(said.Where(e => e is not (RegimeSet or ClassFormed)));
        }
        var next = Spec.Given<YearCalendar>([.. events])!;
        CalendarWarnings.Of(next, BellWarnings.Usual(next.From)).ShouldBeEmpty();
        next.TermsOf(11).Select(t => t.Kind).ShouldBe(["half_year", "half_year"]);
        next.Terms[0].Id.Value.ShouldBe("2027-2028.q1");
        next.HolidaysOf(5).Select(h => (h.From, h.To)).ShouldBe(YearPattern.Holidays("quarter", next.From, next.To).Select(h => (h.From, h.To)));
    }

    [Fact]
    public void A_first_grade_takes_over_the_steps_of_the_one_before()
    {
        var regimes = Plan.Steps(School, Classes).OfType<SetRegime>().ToList();
        regimes.Select(r => (r.Class, r.From)).ShouldBe(
            new[] { new DateOnly(2027, 9, 1), new DateOnly(2027, 11, 2) }.Select(day => (ClassEndpoints.IdOf(School, Plan.Year, 1, "А"), day)));
    }

    [Fact]
    public void What_the_next_year_has_already_stays_as_it_is_there_and_the_rest_goes_over()
    {
        var whole = Plan;
        var half = Spec.Given<YearCalendar>(new SchoolYearOpened(whole.Year, whole.From, whole.To), new TermsSet(whole.Year, YearPattern.Terms("trimester", whole.Year, [], whole.From, whole.To)))!;
        var first = Spec.GivenClass(new ClassFormed(ClassId.From("next-1a"), whole.Year, 1, "А"))!;
        var steps = (whole with { Next = half, NextClasses = [first] }).Steps(School, Classes).ToList();
        steps.Where(step => step is SetTerms or SetLevelTerms or FormClass).ShouldBeEmpty();
        steps.OfType<SetHolidays>().ShouldNotBeEmpty();
        steps.OfType<SetBellSchedule>().ShouldNotBeEmpty();
        steps.OfType<SetRegime>().ShouldAllBe(step => step.Class.Value == "next-1a");
    }

    [Fact]
    public void What_is_not_ticked_does_not_go_over()
    {
        var steps = (Plan with { Parts = [YearParts.Bells] }).Steps(School, Classes).ToList();
        steps.Where(step => step is not (OpenSchoolYear or SetBells or SetBellSchedule or FormClass)).ShouldBeEmpty();
    }

    [Fact]
    public void Other_dates_and_less_to_do_are_another_command()
    {
        Guid Of(NextYearPlan plan) => plan.Command(School, Classes).CommandId;
        Of(Plan).ShouldBe(Of(Plan));
        new[] { Plan, Plan with { To = Plan.To.AddDays(1) }, Plan with { Parts = [YearParts.Bells] } }.Select(Of).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Sent_again_the_commands_are_the_same() =>
        Plan.Steps(School, Classes).Select(c => c.CommandId).ShouldBe(Plan.Steps(School, Classes).Select(c => c.CommandId));

    [Theory]
    [InlineData("А Б, в", "А,Б,В")]
    [InlineData("абв", "А,Б,В")]
    [InlineData("-", "")]
    [InlineData("", null)]
    [InlineData("А А", "А")]
    public void Letters_are_read_as_people_write_them(string typed, string? letters) =>
        ClassEndpoints.Letters(typed).ShouldBe(letters?.Split(',') ?? []);

    [Fact]
    public void Who_left_in_the_year_is_not_decided_of_and_who_was_decided_of_is_counted()
    {
        PupilId gone = PupilId.From("gone"), done = PupilId.From("done"), waiting = PupilId.From("waiting");
        var decided = new PromotionDecided(done, A.Year, A.Class7A, PromotionDecisions.Promoted, ClassId.From("8a"), "1");
        var pupils = new[] { gone, done, waiting }.ToDictionary(p => p, p => Spec.Given<PupilCard>(
            [new PupilEnrolled(p, new PersonalText("0", Guid.Empty), A.YearFrom, null), .. p == done ? [decided] : (object[])[]])!);
        var ended = Spec.GivenClass([A.Formed7A, .. pupils.Keys.Select(p => new PupilPlaced(p, A.Class7A, A.YearFrom, null, null)), new PupilDeparted(gone, A.Class7A, A.Day(12, 1), null)])!;
        var promotion = ClassPromotion.Of(A.Year, [ended], [Spec.GivenClass(new ClassFormed(ClassId.From("8a"), YearId.From("2027-2028"), 8, "А"))!], pupils).ShouldHaveSingleItem();
        promotion.Waiting.Select(p => p.Pupil).ShouldBe([waiting]);
        promotion.Decided[PromotionDecisions.Promoted].ShouldBe(1);
        promotion.Next!.Level.ShouldBe(8);
    }
}
