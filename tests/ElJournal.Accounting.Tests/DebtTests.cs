using ElJournal.Accounting.Debts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of academic debts and their retakes, without a store: facts in, outcome and events out.</summary>
public sealed class DebtTests
{
    private static readonly DebtKey Key = new(new CourseId("alg"), YearPages.Annual, new PupilId("petrov"));
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly StaffId Orlov = new("orlov");
    private static readonly StaffId Kim = new("kim");
    private static readonly DateOnly YearEnd = new(2027, 5, 31);
    private static readonly DateOnly September = new(2027, 9, 14);

    private static readonly DebtFacts Facts = new(
        DebtRules.Lawful(new(2026, 9, 1)), "2", ["5", "4", "3", "2", "н/а"], new(2026, 9, 1), YearEnd, new(2027, 9, 20), null, 0, 4, [Sokolova, Orlov, Kim]);

    private static AcademicDebt Fold(params IReadOnlyList<object> events) => events.Aggregate((AcademicDebt?)null, (debt, e) => e switch
    {
        RetakeAppointed d => debt is null ? AcademicDebt.Create(d) : AcademicDebt.Apply(d, debt),
        RetakePostponed d => AcademicDebt.Apply(d, debt!),
        RetakeMissed d => AcademicDebt.Apply(d, debt!),
        RetakeHeld d => AcademicDebt.Apply(d, debt!),
        _ => throw new InvalidOperationException(),
    })!;

    private static RetakeAppointed Appointed(int attempt, DateOnly? date = null, params IReadOnlyList<StaffId> examiners) =>
        new(Key.Course, Key.Term, Key.Pupil, attempt, date ?? September, RetakeForms.Written, examiners.Count == 0 ? [Sokolova] : examiners, attempt == 2, "2", null);

    private static RetakeHeld Failed(int attempt) => new(Key.Course, Key.Term, Key.Pupil, attempt, "2", false, "11", September);

    private static DebtFacts After(params IReadOnlyList<object> events) => Facts with { Debt = Fold(events), Version = events.Count };

    private static (RefusalKind? Refusal, List<object> Events) Told((Outcome Outcome, Appends Appends) said) =>
        (said.Outcome.Refusal?.Kind, [.. said.Appends.All.SelectMany(a => a.Events)]);

    private static (RefusalKind? Refusal, List<object> Events) Appoint(DebtFacts? facts, DateOnly? date = null, string document = "", params IReadOnlyList<StaffId> examiners) =>
        Told(AppointRetakeHandler.Handle(
            new AppointRetake(Guid.NewGuid(), Key, date ?? September, RetakeForms.Written, examiners.Count == 0 ? [Sokolova] : examiners, document), facts));

    private static (RefusalKind? Refusal, List<object> Events) Record(DebtFacts facts, string grade, string order = "№ 118", string protocol = "12", DateOnly? held = null) =>
        Told(RecordRetakeHandler.Handle(new RecordRetake(Guid.NewGuid(), Key, grade, protocol, held ?? September, order), facts));

    [Theory]
    [InlineData("3")]
    [InlineData(null)]
    public void Without_an_unsatisfactory_grade_there_is_no_debt(string? grade) => Appoint(Facts with { Grade = grade }).Refusal.ShouldBe(Refusals.DebtIsNone);

    [Theory]
    [InlineData("2")]
    [InlineData("н/а")]
    public void An_unsatisfactory_grade_is_enough_to_set_a_retake(string grade)
    {
        var (_, events) = Appoint(Facts with { Grade = grade });
        var set = events.ShouldHaveSingleItem().ShouldBeOfType<RetakeAppointed>();
        (set.Attempt, set.Commission, set.Grade).ShouldBe((1, false, grade));
    }

    [Fact]
    public void The_same_again_adds_nothing_and_another_is_told_that_one_is_set()
    {
        var facts = After(Appointed(1));
        Appoint(facts).ShouldSatisfyAllConditions(t => t.Refusal.ShouldBeNull(), t => t.Events.ShouldBeEmpty());
        Appoint(facts, September.AddDays(1)).Refusal.ShouldBe(Refusals.RetakeIsAppointed);
    }

    [Fact]
    public void A_retake_is_within_its_term_or_has_a_document_of_illness()
    {
        var late = YearEnd.AddMonths(6).AddDays(1);
        Appoint(Facts, late).Refusal.ShouldBe(Refusals.RetakeIsLate);
        Appoint(Facts, late, "справка № 5").Events.ShouldHaveSingleItem().ShouldBeOfType<RetakeAppointed>().Document.ShouldBe("справка № 5");
        Appoint(Facts with { Rules = Facts.Rules with { IllnessExcluded = false } }, late, "справка № 5").Refusal.ShouldBe(Refusals.RetakeIsLate);
    }

    [Fact]
    public void The_second_retake_needs_a_commission_in_which_nobody_sits_twice()
    {
        var facts = After(Appointed(1), Failed(1));
        Appoint(facts).Refusal.ShouldBe(Refusals.ExaminersAreFew);
        Appoint(facts, null, "", Sokolova, Orlov, Orlov).Refusal.ShouldBe(Refusals.ExaminersAreFew);
        var set = Appoint(facts, null, "", Sokolova, Orlov, Kim).Events.ShouldHaveSingleItem().ShouldBeOfType<RetakeAppointed>();
        (set.Attempt, set.Commission).ShouldBe((2, true));
    }

    [Fact]
    public void Who_does_not_work_here_examines_nobody() => Appoint(Facts, null, "", new StaffId("stranger")).Refusal.ShouldBe(Refusals.StaffIsUnknown);

    [Fact]
    public void A_passed_retake_ends_the_debt_and_changes_the_grade_by_order()
    {
        var (refusal, events) = Record(After(Appointed(1)), "3");
        refusal.ShouldBeNull();
        events.ShouldBe(
        [
            new RetakeHeld(Key.Course, Key.Term, Key.Pupil, 1, "3", true, "12", September),
            new TermGradeRetaken(Key.Course, Key.Term, Key.Pupil, "3", "2", "№ 118", "12", September),
        ]);
        Record(After(Appointed(1), (RetakeHeld)events[0]), "4").Refusal.ShouldBe(Refusals.DebtIsOver);
    }

    [Fact]
    public void A_passed_retake_without_an_order_is_refused_and_a_failed_one_needs_none()
    {
        Record(After(Appointed(1)), "3", "").Refusal.ShouldBe(Refusals.GradeOrderIsMissing);
        Record(After(Appointed(1)), "2", "").Events.ShouldHaveSingleItem().ShouldBeOfType<RetakeHeld>().Passed.ShouldBeFalse();
    }

    [Fact]
    public void A_result_is_on_the_scale_of_a_protocol_and_not_of_a_day_to_come()
    {
        var facts = After(Appointed(1));
        Record(facts, "7").Refusal.ShouldBe(Refusals.TermGradeIsOffScale);
        Record(facts, "3", protocol: " ").Refusal.ShouldBe(Refusals.ProtocolIsMissing);
        Record(facts, "3", held: Facts.Today.AddDays(1)).Refusal.ShouldBe(Refusals.ProtocolIsInFuture);
        Record(facts, "3", held: September.AddDays(-1)).Refusal.ShouldBe(Refusals.RetakeIsToCome);
        Record(Facts, "3").Refusal.ShouldBe(Refusals.RetakeIsNotAppointed);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void Whether_a_missed_retake_is_spent_the_rules_say(bool counts, int next)
    {
        var facts = After(Appointed(1)) with { Rules = Facts.Rules with { MissedCounts = counts } };
        var missed = Told(RecordMissedRetakeHandler.Handle(new RecordMissedRetake(Guid.NewGuid(), Key, "акт № 2"), facts)).Events.ShouldHaveSingleItem().ShouldBeOfType<RetakeMissed>();
        missed.Counts.ShouldBe(counts);
        After(Appointed(1), missed).Attempt.ShouldBe(next);
    }

    [Fact]
    public void A_retake_is_missed_only_when_its_day_has_come() =>
        Told(RecordMissedRetakeHandler.Handle(new RecordMissedRetake(Guid.NewGuid(), Key, "акт"), After(Appointed(1, Facts.Today.AddDays(1))))).Refusal.ShouldBe(Refusals.RetakeIsToCome);

    [Fact]
    public void For_a_valid_cause_a_retake_is_put_off_and_not_spent()
    {
        var facts = After(Appointed(1));
        Told(PostponeRetakeHandler.Handle(new PostponeRetake(Guid.NewGuid(), Key, September.AddDays(7), " "), facts)).Refusal.ShouldBe(Refusals.DocumentIsMissing);
        var put = (RetakePostponed)Told(PostponeRetakeHandler.Handle(new PostponeRetake(Guid.NewGuid(), Key, September.AddDays(7), "справка"), facts)).Events.Single();
        var debt = Fold(Appointed(1), put);
        (debt.Open!.Date, debt.Spent).ShouldBe((September.AddDays(7), 0));
    }

    [Fact]
    public void After_two_failures_the_council_decides()
    {
        var facts = After(Appointed(1), Failed(1), Appointed(2, null, Sokolova, Orlov, Kim), Failed(2));
        Appoint(facts).Refusal.ShouldBe(Refusals.RetakesAreSpent);
        State(facts.Debt, null).ShouldBe(DebtState.Council);
        var council = ClassCouncil.Create(new CouncilDecided(new ClassId("8b"), Guid.NewGuid(), CouncilKinds.Repeating, [Key.Pupil], "7", YearEnd));
        State(facts.Debt, council).ShouldBe(DebtState.Decided);
    }

    [Fact]
    public void The_state_follows_from_the_grade_and_the_retakes()
    {
        State(null, null).ShouldBe(DebtState.Waiting);
        State(Fold(Appointed(1)), null).ShouldBe(DebtState.Appointed);
        State(Fold(Appointed(1), Failed(1)), null).ShouldBe(DebtState.Waiting);
        var owed = Owed(Fold(Appointed(1), Failed(1)), null);
        (owed.Due, owed.Attempt, owed.Commission).ShouldBe((YearEnd.AddMonths(12), 2, true));
        (owed.IsOverdue(owed.Due), owed.IsOverdue(owed.Due.AddDays(1))).ShouldBe((false, true));
    }

    private static DebtState State(AcademicDebt? debt, ClassCouncil? council) => Owed(debt, council).State;

    private static OwedDebt Owed(AcademicDebt? debt, ClassCouncil? council) => Owing.Of(Key, null!, null, "2", debt, Facts.Rules, YearEnd, council);
}
