using ElJournal.Accounting.Council;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of the decisions of the council of teachers, without a store.</summary>
public sealed class CouncilTests
{
    private static readonly ClassId Class = new("8b");
    private static readonly PupilId Petrov = new("petrov");
    private static readonly PupilId Volkova = new("volkova");
    private static readonly DateOnly May = new(2027, 5, 28);
    private static readonly CouncilFacts Facts = Of(8);

    private static CouncilFacts Of(int level) => new(
        new ClassRoster("8b", new YearId("2026-2027"), level, "Б", [new Enrolment(Petrov, new(2026, 9, 1), null, null), new Enrolment(Volkova, new(2026, 9, 1), null, null)]),
        new(2027, 5, 30), [Petrov]);

    private static CouncilItem Item(string kind, params IReadOnlyList<PupilId> pupils) => new(Guid.NewGuid(), kind, pupils);

    private static (RefusalKind? Refusal, List<object> Events) Decide(ClassCouncil? council, CouncilFacts facts, params IReadOnlyList<CouncilItem> items) =>
        Told(new RecordCouncilDecision(Guid.NewGuid(), Class, "7", May, items), council, facts);

    private static (RefusalKind? Refusal, List<object> Events) Told(RecordCouncilDecision command, ClassCouncil? council, CouncilFacts facts)
    {
        var (outcome, events) = RecordCouncilDecisionHandler.Handle(command, council, facts);
        return (outcome.Refusal?.Kind, [.. events]);
    }

    private static ClassCouncil Stands(string kind, params IReadOnlyList<PupilId> pupils) => ClassCouncil.Create(new CouncilDecided(Class, Guid.NewGuid(), kind, pupils, "7", May));

    [Fact]
    public void One_protocol_promotes_who_has_no_debts_and_on_condition_who_has()
    {
        var (refusal, events) = Decide(null, Facts, Item(CouncilKinds.Promoted, Volkova), Item(CouncilKinds.Conditional, Petrov));
        refusal.ShouldBeNull();
        events.Cast<CouncilDecided>().Select(e => (e.Kind, e.Pupils.Single(), e.Protocol)).ShouldBe([(CouncilKinds.Promoted, Volkova, "7"), (CouncilKinds.Conditional, Petrov, "7")]);
    }

    [Theory]
    [InlineData(CouncilKinds.Promoted)]
    [InlineData(CouncilKinds.Praise)]
    public void With_a_debt_nobody_is_promoted_unconditionally(string kind) => Decide(null, Facts, Item(kind, Petrov, Volkova)).Refusal.ShouldBe(Refusals.PupilsHaveDebts);

    [Fact]
    public void Without_a_debt_there_is_no_condition() => Decide(null, Facts, Item(CouncilKinds.Conditional, Volkova)).Refusal.ShouldBe(Refusals.PupilsHaveNoDebts);

    [Fact]
    public void What_stands_is_left_alone_and_another_way_is_refused()
    {
        Decide(Stands(CouncilKinds.Promoted, Volkova), Facts, Item(CouncilKinds.Promoted, Volkova)).ShouldSatisfyAllConditions(t => t.Refusal.ShouldBeNull(), t => t.Events.ShouldBeEmpty());
        Decide(Stands(CouncilKinds.Promoted, Volkova), Facts, Item(CouncilKinds.Repeating, Volkova)).Refusal.ShouldBe(Refusals.CouncilHasDecided);
        Decide(null, Facts, Item(CouncilKinds.Repeating, Volkova), Item(CouncilKinds.Individual, Volkova)).Refusal.ShouldBe(Refusals.CouncilHasDecided);
    }

    [Fact]
    public void Who_was_promoted_on_condition_and_has_not_ended_the_debt_may_repeat_the_year() =>
        Decide(Stands(CouncilKinds.Conditional, Petrov), Facts, Item(CouncilKinds.Repeating, Petrov)).Events.ShouldHaveSingleItem();

    [Theory]
    [InlineData(8, CouncilKinds.ExamAdmitted)]
    [InlineData(8, CouncilKinds.Graduated)]
    [InlineData(11, CouncilKinds.Promoted)]
    public void A_level_has_its_own_decisions(int level, string kind) => Decide(null, Of(level), Item(kind, Volkova)).Refusal.ShouldBe(Refusals.CouncilKindIsUnfit);

    [Fact]
    public void Strangers_unknown_kinds_no_pupils_no_protocol_and_a_day_to_come_are_refused()
    {
        Decide(null, Facts, Item(CouncilKinds.Promoted, new PupilId("stranger"))).Refusal.ShouldBe(Refusals.PupilIsNotInClass);
        Decide(null, Facts, Item("shot", Volkova)).Refusal.ShouldBe(Refusals.CouncilKindIsUnknown);
        Decide(null, Facts).Refusal.ShouldBe(Refusals.CouncilChoosesNobody);
        Decide(null, Facts with { Class = null }, Item(CouncilKinds.Promoted, Volkova)).Refusal.ShouldBe(Refusals.ClassIsUnknown);
        Told(new RecordCouncilDecision(Guid.NewGuid(), Class, " ", May, [Item(CouncilKinds.Promoted, Volkova)]), null, Facts).Refusal.ShouldBe(Refusals.ProtocolIsMissing);
        Told(new RecordCouncilDecision(Guid.NewGuid(), Class, "7", Facts.Today.AddDays(1), [Item(CouncilKinds.Promoted, Volkova)]), null, Facts).Refusal.ShouldBe(Refusals.ProtocolIsInFuture);
    }

    [Fact]
    public void A_revoked_decision_stands_no_longer_and_has_a_reason()
    {
        var council = Stands(CouncilKinds.Promoted, Volkova);
        var decision = council.Decisions[0].Decision;
        RevokeCouncilDecisionHandler.Handle(new RevokeCouncilDecision(Guid.NewGuid(), Class, decision, null), council).Item1.Refusal!.Kind.ShouldBe(Refusals.RevocationLacksReason);
        var (_, events) = RevokeCouncilDecisionHandler.Handle(new RevokeCouncilDecision(Guid.NewGuid(), Class, decision, new Opening("ошибка в списке")), council);
        var after = ClassCouncil.Apply((CouncilDecisionRevoked)events.Single(), council);
        after.WayOf(Volkova).ShouldBeNull();
        RevokeCouncilDecisionHandler.Handle(new RevokeCouncilDecision(Guid.NewGuid(), Class, decision, new Opening("ещё раз")), after).Item2.ShouldBeEmpty();
    }
}
