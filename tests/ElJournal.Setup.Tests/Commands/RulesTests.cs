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

    private static readonly CorrectionRulesSet Corrections = new(A.YearFrom, true, 7, true, 24, 72, true, "Регламент", "п. 4.3", "п. 4.4", "п. 4.5");

    [Fact]
    public void A_regulation_of_corrections_is_set_once_and_does_not_rewrite_earlier_days()
    {
        SetCorrectionRulesHandler.Handle(new SetCorrectionRules(A.Command, Corrections), null).ThenEvents(Corrections);
        SetCorrectionRulesHandler.Handle(new SetCorrectionRules(A.Command, Corrections with { }), Spec.Given<CorrectionRules>(Corrections)).ThenNothing();
        var rules = Spec.Given<CorrectionRules>(Corrections with { From = A.Day(1, 10), WindowDays = 3 }, Corrections)!;
        rules.On(A.Day(12, 1))!.WindowDays.ShouldBe(7);
        rules.On(A.Day(1, 10))!.WindowDays.ShouldBe(3);
        rules.On(A.YearFrom.AddDays(-1)).ShouldBeNull();
    }

    [Fact]
    public void A_regulation_of_corrections_that_cannot_be_is_refused_by_name()
    {
        static void Refused(CorrectionRulesSet rules, Kernel.RefusalKind kind) =>
            SetCorrectionRulesHandler.Handle(new SetCorrectionRules(A.Command, rules), null).ThenRefused(kind);
        Refused(Corrections with { WindowDays = -1 }, Refusals.CorrectionWindowIsOff);
        Refused(Corrections with { WindowDays = 367 }, Refusals.CorrectionWindowIsOff);
        Refused(Corrections with { GrantHours = 0 }, Refusals.GrantHoursAreOff);
        Refused(Corrections with { GrantHours = 73 }, Refusals.GrantHoursAreOff);
        Refused(Corrections with { MostGrantHours = 721 }, Refusals.GrantHoursAreOff);
        Refused(Corrections with { Act = " " }, Refusals.CorrectionRulesLackAct);
        Refused(Corrections with { PermitClause = "" }, Refusals.CorrectionRulesLackClause);
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

    [Fact]
    public void Rules_of_academic_debt_are_set_once_and_those_that_cannot_be_are_refused_by_name()
    {
        var rules = DebtRules.Lawful(A.YearFrom, "Положение о промежуточной аттестации, п. 6");
        SetDebtRulesHandler.Handle(new SetDebtRules(A.Command, rules), null).ThenEvents(rules);
        SetDebtRulesHandler.Handle(new SetDebtRules(A.Command, rules with { Grades = [.. rules.Grades] }), Spec.Given<DebtRules>(rules)).ThenNothing();
        static void Refused(DebtRulesSet rules, Kernel.RefusalKind kind) => SetDebtRulesHandler.Handle(new SetDebtRules(A.Command, rules), null).ThenRefused(kind);
        Refused(rules with { Act = " " }, Refusals.DebtRulesLackAct);
        Refused(rules with { Pages = [] }, Refusals.DebtRulesLackGrades);
        Refused(rules with { Pages = ["q1"] }, Refusals.DebtRulesLackGrades);
        Refused(rules with { Grades = [] }, Refusals.DebtRulesLackGrades);
        Refused(rules with { Retakes = [] }, Refusals.DebtRulesLackRetakes);
        Refused(rules with { Retakes = [new(12, false), new(6, true)] }, Refusals.DebtRulesLackRetakes);
        Refused(rules with { Retakes = [new(0, false)] }, Refusals.DebtRulesLackRetakes);
        Refused(rules with { Members = 0 }, Refusals.DebtRulesMembers);
    }

    [Fact]
    public void A_school_without_rules_of_its_own_keeps_to_the_law()
    {
        var law = DebtRules.On(null, A.Day(1, 10));
        (law.Retakes.Count, law.Retakes[^1], law.Grades).ShouldBe((2, new RetakeRule(12, true), law.Grades));
        var own = DebtRules.Lawful(A.Day(12, 1), "п. 6") with { Members = 5 };
        (DebtRules.On(DebtRules.Create(own), A.Day(11, 30)).Members, DebtRules.On(DebtRules.Create(own), A.Day(12, 1)).Members).ShouldBe((3, 5));
    }
}
