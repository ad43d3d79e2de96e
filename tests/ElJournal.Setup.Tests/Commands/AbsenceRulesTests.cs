using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class AbsenceRulesTests
{
    private static readonly JournalRulesSet Journal = new(
        A.YearFrom, [new("5", 500)], [new("Н", "Не был", true, false), new("Б", "Болен", true, true), new("О", "Опоздал", false, false)], [new("typo", "Опечатка")], 0, [], "п. 4.2");

    private static readonly AbsenceRulesSet Rules = new(A.YearFrom, [new("medical", "Справка", "Б")], ["Н"], 10, "Положение, п. 5.4");

    private static readonly AbsenceRuleFacts Facts = new(Journal);

    [Fact]
    public void Rules_are_set_once_and_do_not_rewrite_earlier_days()
    {
        SetAbsenceRulesHandler.Handle(new SetAbsenceRules(A.Command, Rules), null, Facts).ThenEvents(Rules);
        SetAbsenceRulesHandler.Handle(
            new SetAbsenceRules(A.Command, Rules with { Kinds = [.. Rules.Kinds], Explained = [.. Rules.Explained] }), Spec.Given<AbsenceRules>(Rules), Facts).ThenNothing();
        var rules = Spec.Given<AbsenceRules>(Rules, Rules with { From = A.Day(1, 10), AttachDays = 3, Kinds = [new("order", "Приказ", "Б")] })!;
        rules.On(A.Day(12, 1))!.AttachDays.ShouldBe(10);
        rules.On(A.Day(1, 10))!.AttachDays.ShouldBe(3);
        rules.On(A.YearFrom.AddDays(-1)).ShouldBeNull();
        rules.NameOf("medical").ShouldBe("Справка", "a document of former rules keeps its name");
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused_by_name()
    {
        static void Refused(AbsenceRulesSet rules, Kernel.RefusalKind kind, AbsenceRuleFacts? facts = null) =>
            SetAbsenceRulesHandler.Handle(new SetAbsenceRules(A.Command, rules), null, facts ?? Facts).ThenRefused(kind);
        Refused(Rules with { Act = " " }, Refusals.AbsenceRulesLackAct);
        Refused(Rules, Refusals.AbsenceRulesNeedJournal, new AbsenceRuleFacts(null));
        Refused(Rules with { Kinds = [] }, Refusals.AbsenceRulesLackKinds);
        Refused(Rules with { Explained = [] }, Refusals.AbsenceRulesExplainNothing);
        Refused(Rules with { AttachDays = -1 }, Refusals.AttachDaysAreOff);
        Refused(Rules with { Kinds = [.. Rules.Kinds, new("note", "справка", "Б")] }, Refusals.AbsenceKindRepeats);
        Refused(Rules with { Kinds = [new("medical", "Справка", "О")] }, Refusals.AbsenceLetterIsOff);
        Refused(Rules with { Kinds = [new("medical", "Справка", "")] }, Refusals.AbsenceLetterIsOff);
        Refused(Rules with { Explained = ["О"] }, Refusals.AbsenceLetterIsOff);
        Refused(Rules with { Explained = ["Н", "Б"] }, Refusals.AbsenceLetterIsOff);
    }
}
