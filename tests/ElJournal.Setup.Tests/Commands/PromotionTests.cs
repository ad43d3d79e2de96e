using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>At a year's end: up, up on condition, once more, or out into the world.</summary>
public class PromotionTests
{
    private static readonly YearId Next = YearId.From("2027-2028");
    private static readonly DateOnly NextFrom = new(2027, 9, 1);
    private static readonly DateOnly June = new(2027, 6, 30);
    private static readonly ClassId Class8A = ClassId.From("8a");
    private static readonly ClassId Class7Next = ClassId.From("7a-next");
    private static readonly PupilEnrolled Enrolled = new(A.Pupil, new PersonalText("0", Guid.Empty), A.YearFrom, null);
    private static readonly PupilPlaced In7A = new(A.Pupil, A.Class7A, A.YearFrom, null, null);
    private static readonly PromotionDecided Up = new(A.Pupil, A.Year, A.Class7A, PromotionDecisions.Promoted, Class8A, "45-у");
    private static readonly PupilPlaced In8A = new(A.Pupil, Class8A, NextFrom, null, "45-у");
    private static readonly PromotePupil Promote = new(A.Command, A.Pupil, A.Year, PromotionDecisions.Promoted, Class8A, NextFrom, "45-у");

    private static PupilCard Pupil(params object[] later) => Spec.Given<PupilCard>([Enrolled, In7A, .. later])!;

    private static Placing Class(ClassId id, int level, YearId? year = null) => new(
        Spec.GivenClass(new ClassFormed(id, year ?? Next, level, "А")),
        year == A.Year ? A.Calendar : Spec.Given<YearCalendar>(new SchoolYearOpened(Next, NextFrom, new DateOnly(2028, 5, 26))));

    private static PromotionFacts Facts(int level = 7, Placing? next = null) => new(Class(A.Class7A, level, A.Year), next ?? Class(Class8A, level + 1), June);

    private static (Outcome, Events) Handle(PromotePupil command, PupilCard? pupil, PromotionFacts? facts = null) =>
        PromotePupilHandler.Handle(command, pupil, facts ?? Facts());

    [Fact]
    public void Who_is_promoted_is_placed_and_leaves_no_list_of_the_year_that_ends()
    {
        Handle(Promote, Pupil()).ThenEvents(Up, In8A);
        In8A.Left.ShouldBeNull();
    }

    [Fact]
    public void The_same_decision_twice_is_one() => Handle(Promote, Pupil(Up, In8A)).ThenNothing();

    [Fact]
    public void Who_saw_another_decision_is_refused_with_what_is_decided_now()
    {
        var repeating = Up with { Decision = PromotionDecisions.Repeating, To = Class7Next };
        var pupil = Pupil(repeating, In8A with { Class = Class7Next });
        var answer = Handle(Promote with { Seen = "" }, pupil);
        answer.ThenRefused(Refusals.PromotionIsChanged);
        answer.Item1.Refusal!.Text(new("ru-RU")).ShouldContain("повторное обучение");
        Handle(Promote with { Seen = $"repeating/{Class7Next}" }, pupil).ThenEvents(Up, In8A with { Left = Class7Next });
        Handle(Promote with { Seen = "" }, Pupil()).ThenEvents(Up, In8A);
        Handle(Promote with { Seen = "conditional/x" }, Pupil(Up, In8A)).ThenNothing();
    }

    [Fact]
    public void A_debt_makes_it_conditional_and_its_end_changes_the_decision_alone()
    {
        var conditional = Up with { Decision = PromotionDecisions.Conditional };
        Handle(Promote with { Decision = PromotionDecisions.Conditional }, Pupil()).ThenEvents(conditional, In8A);
        Handle(Promote, Pupil(conditional, In8A)).ThenEvents(Up);
    }

    [Fact]
    public void Who_repeats_stays_at_the_level()
    {
        var repeat = Promote with { Decision = PromotionDecisions.Repeating, To = Class7Next };
        Handle(repeat, Pupil(), Facts(next: Class(Class7Next, 7)))
            .ThenEvents(Up with { Decision = PromotionDecisions.Repeating, To = Class7Next }, In8A with { Class = Class7Next });
        Handle(repeat with { To = Class8A }, Pupil()).ThenRefused(Refusals.PromotionClassIsWrong);
    }

    [Fact]
    public void A_decision_changed_leaves_the_class_that_waited()
    {
        var repeat = Promote with { Decision = PromotionDecisions.Repeating, To = Class7Next };
        Handle(repeat, Pupil(Up, In8A), Facts(next: Class(Class7Next, 7)))
            .ThenEvents(Up with { Decision = PromotionDecisions.Repeating, To = Class7Next }, In8A with { Class = Class7Next, Left = Class8A });
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void After_the_ninth_and_the_eleventh_one_may_go(int level)
    {
        var go = Promote with { Decision = PromotionDecisions.Graduated, To = null, From = June };
        Handle(go, Pupil(), Facts(level)).ThenEvents(
            Up with { Decision = PromotionDecisions.Graduated, To = null }, new PupilDeparted(A.Pupil, A.Class7A, June, "45-у"));
        Handle(go with { From = A.YearTo }, Pupil(), Facts(level)).ThenRefused(Refusals.PromotionIsEarly);
    }

    [Fact]
    public void A_graduate_of_the_ninth_may_come_to_the_tenth_after_all()
    {
        var gone = Up with { Decision = PromotionDecisions.Graduated, To = null };
        var facts = Facts(9, Class(Class8A, 10));
        Handle(Promote, Pupil(gone, new PupilDeparted(A.Pupil, A.Class7A, June, null)), facts).ThenEvents(Up, In8A);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Handle(Promote, null).ThenRefused(Refusals.PupilIsUnknown);
        Handle(Promote with { Decision = "excellent" }, Pupil()).ThenRefused(Refusals.DecisionIsUnknown);
        Handle(Promote with { Decision = PromotionDecisions.Graduated, To = null }, Pupil()).ThenRefused(Refusals.DecisionIsUnfit);
        Handle(Promote, Pupil(), Facts(11, Class(Class8A, 11))).ThenRefused(Refusals.DecisionIsUnfit);
        Handle(Promote with { To = null }, Pupil(), Facts(next: new Placing(null, null))).ThenRefused(Refusals.PromotionClassIsWrong);
        Handle(Promote, Pupil(), Facts(next: Class(Class8A, 8, A.Year))).ThenRefused(Refusals.PromotionClassIsWrong);
        Handle(Promote with { From = A.YearTo }, Pupil()).ThenRefused(Refusals.DateIsOutsideYear);
        Handle(Promote with { Year = Next }, Pupil()).ThenRefused(Refusals.PupilIsNotInYear);
        Handle(Promote, Pupil(new PupilDeparted(A.Pupil, A.Class7A, A.Day(3, 1), null))).ThenRefused(Refusals.PupilHasDeparted);
        Handle(Promote, Pupil(), Facts() with { Today = A.YearTo.AddDays(-1) }).ThenRefused(Refusals.PromotionIsEarly);
    }

    [Fact]
    public void The_card_of_the_school_changes_and_keeps_its_clock_right()
    {
        var school = SchoolId.From("sample");
        var card = Spec.Given<SchoolCard>(new SchoolFounded(school, "Школа", "Europe/Moscow"));
        var change = new ChangeSchoolCard(A.Command, school, " Лицей № 2 ", "Asia/Omsk");
        ChangeSchoolCardHandler.Handle(change, card).ThenEvents(new SchoolCardChanged(school, "Лицей № 2", "Asia/Omsk"));
        ChangeSchoolCardHandler.Handle(change with { Name = "Школа", TimeZone = "Europe/Moscow" }, card).ThenNothing();
        ChangeSchoolCardHandler.Handle(change with { Name = "" }, card).ThenRefused(Refusals.NameIsEmptyOrLong);
        ChangeSchoolCardHandler.Handle(change with { TimeZone = "Omsk" }, card).ThenRefused(Refusals.TimeZoneIsUnknown);
        ChangeSchoolCardHandler.Handle(change, null).ThenRefused(Refusals.SchoolIsOther);
    }
}
