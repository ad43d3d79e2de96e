using ElJournal.Access.Consents;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.PersonalData;

public sealed class PersonalDataRuleTests
{
    private static readonly PersonalDataRulesSet First = FirstPersonalDataRules.Rules(new DateOnly(2026, 9, 1), "Положение, п. 3");

    [Fact]
    public void A_version_is_in_force_from_its_day_until_the_next()
    {
        var later = First with { From = new DateOnly(2027, 1, 1), Consents = [.. First.Consents, new ConsentKind("photos", "Публикация фотографий", false)] };
        var rules = PersonalDataRules.Apply(later, PersonalDataRules.Create(First));
        rules.On(new DateOnly(2026, 12, 31)).ShouldBe(First);
        rules.On(new DateOnly(2027, 1, 1)).ShouldBe(later);
        rules.On(new DateOnly(2020, 1, 1)).ShouldBe(First);
    }

    [Fact]
    public void Without_an_act_kinds_or_bases_it_is_refused()
    {
        Refused(First with { Act = " " }, Refusals.PersonalDataRulesLackAct);
        Refused(First with { Consents = [] }, Refusals.PersonalDataRulesAreEmpty);
        Refused(First with { Bases = [] }, Refusals.PersonalDataRulesAreEmpty);
        Refused(First with { Consents = [First.Consents[0], First.Consents[0]] }, Refusals.PersonalDataRulesRepeatCode);
        Refused(First with { Bases = [new ErasureBasis("Плохой код", "x")] }, Refusals.PersonalDataRulesRepeatCode);
    }

    [Fact]
    public void The_same_version_twice_is_one()
    {
        SetPersonalDataRulesHandler.Handle(new SetPersonalDataRules(Guid.NewGuid(), First), null).Item2.ShouldBe([First]);
        SetPersonalDataRulesHandler.Handle(new SetPersonalDataRules(Guid.NewGuid(), First), PersonalDataRules.Create(First)).Item2.ShouldBeEmpty();
    }

    private static void Refused(PersonalDataRulesSet rules, RefusalKind kind)
    {
        var (outcome, events) = SetPersonalDataRulesHandler.Handle(new SetPersonalDataRules(Guid.NewGuid(), rules), null);
        outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        events.ShouldBeEmpty();
    }
}
