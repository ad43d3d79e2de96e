using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class RulesTests
{
    private static readonly JournalRulesSet Rules = new(
        A.YearFrom, [new("5", 500), new("2", 200)], [new("Н", "Не был", true, false)], [new("typo", "Опечатка")], 0,
        [new("test", "К", "Контрольная работа", 200)], "п. 4.2");

    [Fact]
    public void Rules_are_set_and_the_same_again_change_nothing()
    {
        SetJournalRulesHandler.Handle(new SetJournalRules(A.Command, Rules), null).ThenEvents(Rules);
        SetJournalRulesHandler.Handle(
            new SetJournalRules(A.Command, Rules with { Grades = [.. Rules.Grades] }), Spec.Given<JournalRules>(Rules)).ThenNothing();
    }

    [Fact]
    public void Later_rules_do_not_rewrite_earlier_days()
    {
        var later = Rules with { From = A.Day(1, 10), FreeMinutes = 30 };
        var rules = Spec.Given<JournalRules>(later, Rules)!;
        rules.On(A.Day(12, 1))!.FreeMinutes.ShouldBe(0);
        rules.On(A.Day(1, 10))!.FreeMinutes.ShouldBe(30);
        rules.On(A.YearFrom.AddDays(-1)).ShouldBeNull();
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused_by_name()
    {
        static void Refused(JournalRulesSet rules, Kernel.RefusalKind kind) =>
            SetJournalRulesHandler.Handle(new SetJournalRules(A.Command, rules), null).ThenRefused(kind);
        Refused(Rules with { Grades = [] }, Refusals.RulesLackScale);
        Refused(Rules with { Reasons = [] }, Refusals.RulesLackReasons);
        Refused(Rules with { Act = " " }, Refusals.RulesLackAct);
        Refused(Rules with { Grades = [new("Н", 100)] }, Refusals.RulesRepeatSymbol);
        Refused(Rules with { Reasons = [new("typo", "Опечатка"), new("typo", "Ошибка")] }, Refusals.RulesRepeatCode);
        Refused(Rules with { FreeMinutes = -1 }, Refusals.FreeMinutesAreOff);
        Refused(Rules with { WorkTypes = [Rules.WorkTypes[0] with { Weight = -1 }] }, Refusals.WeightIsOff);
    }

    [Fact]
    public void How_marks_are_given_stands_beside_the_rules_and_by_its_own_dates()
    {
        var marking = new MarkingRulesSet(A.YearFrom, 14, AbsentGrades.Refuse, "п. 4.5");
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking), Spec.Given<JournalRules>(Rules)).ThenEvents(marking);
        var standing = Spec.Given<JournalRules>(Rules, marking, marking with { From = A.Day(1, 10), PointDays = 7 })!;
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking with { }), standing).ThenNothing();
        standing.MarkingOn(A.Day(12, 1))!.PointDays.ShouldBe(14);
        standing.MarkingOn(A.Day(1, 10))!.PointDays.ShouldBe(7);
        standing.On(A.Day(12, 1)).ShouldBe(Rules);
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking), null).ThenRefused(Refusals.RulesComeFirst);
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking with { From = A.Day(1, 1), PointDays = 0 }), standing).ThenRefused(Refusals.PointDaysAreOff);
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking with { AbsentGrade = "maybe" }), standing).ThenRefused(Refusals.AbsentGradeIsUnknown);
        SetMarkingRulesHandler.Handle(new SetMarkingRules(A.Command, marking with { Act = "" }), standing).ThenRefused(Refusals.RulesLackAct);
    }
}
