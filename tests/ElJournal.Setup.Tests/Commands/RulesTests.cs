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
}
