using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of giving and closing grades of a term, without a store: facts and what stands in, outcome and events out.</summary>
public sealed class SetTermGradesTests
{
    private static readonly CourseId Course = new("alg");
    private static readonly TermId Term = new("q1");
    private static readonly PupilId Petrov = new("petrov");
    private static readonly PupilId Volkova = new("volkova");
    private static readonly Opening Note = new("решающая контрольная");

    private static readonly TermGradeRulesSet Rules = new(
        new(2026, 9, 1), [], new NotAttestedRule("н/а", 50, true, "п. 3.5"), "осв", [], [], [], [new("control", "Решающая контрольная"), new("typo", "Опечатка")],
        "Положение");

    private static readonly TermFacts Facts = new(
        true, Rules, new(2026, 9, 1), new(2026, 10, 24), new(2026, 10, 22), ["5", "4", "3", "2", "н/а", "осв"], true,
        new Dictionary<PupilId, Proposal> { [Petrov] = new(ProposalKind.Average, "4"), [Volkova] = new(ProposalKind.Free, null) });

    private static SetTermGrade Entry(string grade, int seen = 0, string? reason = null, Opening? note = null, PupilId? pupil = null) =>
        new(Guid.NewGuid(), pupil ?? Petrov, grade, seen, reason, note);

    private static TermPage Standing(string? grade, bool closed = false) => new(TermPages.Stream(Course, Term), Course.Value, Term)
    {
        Closed = closed,
        Grades = new Dictionary<string, TermMark> { [Petrov.Value] = new(grade, "4", null, false, new Touch(3, "sokolova")) },
    };

    private static (Outcome Outcome, List<object> Events) Decide(TermPage? page, TermFacts facts, params IReadOnlyList<SetTermGrade> entries)
    {
        var (outcome, events) = SetTermGradesHandler.Decide(new SetTermGrades(Course, Term, entries), page, facts, "sokolova");
        return (outcome, [.. events.Select(e => e is IEvent wrapped ? wrapped.Data : e)]);
    }

    [Fact]
    public void The_proposed_grade_needs_no_reason() =>
        Decide(null, Facts, Entry("4")).Events.ShouldBe([new TermGradeSet(Course, Term, Petrov, "4", "4", null, null)]);

    [Fact]
    public void Where_nothing_is_proposed_the_teacher_decides_alone() =>
        Decide(null, Facts, Entry("5", pupil: Volkova)).Events.ShouldBe([new TermGradeSet(Course, Term, Volkova, "5", null, null, null)]);

    [Theory]
    [InlineData(null, true)]
    [InlineData("control", false)]
    [InlineData("elsewhere", true)]
    public void A_deviation_needs_a_known_reason_and_words(string? reason, bool noted)
    {
        var (outcome, events) = Decide(null, Facts, Entry("5", 0, reason, noted ? Note : null));
        outcome.Refusal!.Kind.ShouldBe(reason == "elsewhere" ? Refusals.ReasonIsUnknown : Refusals.TermReasonIsMissing);
        events.ShouldBeEmpty();
    }

    [Fact]
    public void A_deviation_with_its_reason_is_recorded_beside_what_was_proposed() =>
        Decide(null, Facts, Entry("5", 0, "control", Note)).Events.ShouldBe([new TermGradeSet(Course, Term, Petrov, "5", "4", "control", Note.Sealed)]);

    [Fact]
    public void A_correction_needs_a_reason_even_towards_the_proposal()
    {
        Decide(Standing("3"), Facts, Entry("4", 3)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermReasonIsMissing);
        Decide(Standing("3"), Facts, Entry("4", 3, "typo", Note)).Events
            .ShouldBe([new TermGradeCorrected(Course, Term, Petrov, "4", "4", "typo", Note.Sealed)]);
    }

    [Fact]
    public void An_emptied_grade_is_withdrawn() => Decide(Standing("4"), Facts, Entry("", 3, "typo", Note)).Events
        .ShouldBe([new TermGradeCorrected(Course, Term, Petrov, null, "4", "typo", Note.Sealed)]);

    [Fact]
    public void The_same_again_adds_nothing() => Decide(Standing("4"), Facts, Entry("4")).ShouldSatisfyAllConditions(
        d => d.Outcome.IsAccepted.ShouldBeTrue(), d => d.Events.ShouldBeEmpty());

    [Fact]
    public void A_faster_hand_is_shown()
    {
        var refusal = Decide(Standing("3"), Facts, Entry("4")).Outcome.Refusal!;
        refusal.Kind.ShouldBe(Refusals.TermGradeIsChanged);
        ((TermMark)refusal.Current!).Grade.ShouldBe("3");
    }

    [Theory]
    [InlineData("6")]
    [InlineData("=1+1")]
    [InlineData("<b>5</b>")]
    public void What_is_not_on_the_scale_is_refused(string grade) => Decide(null, Facts, Entry(grade)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermGradeIsOffScale);

    [Theory]
    [InlineData("ОСВ.")]
    [InlineData("осв")]
    public void Marks_are_read_however_they_are_typed(string typed) => Decide(null, Facts, Entry(typed, 0, "control", Note)).Events
        .ShouldBe([new TermGradeSet(Course, Term, Petrov, "осв", "4", "control", Note.Sealed)]);

    [Fact]
    public void Who_is_not_on_the_page_gets_nothing() =>
        Decide(null, Facts, Entry("4", pupil: new PupilId("other"))).Outcome.Refusal!.Kind.ShouldBe(Refusals.PupilIsNotOnPage);

    [Fact]
    public void A_closed_page_takes_nothing_without_a_permission() =>
        Decide(Standing("4", closed: true), Facts, Entry("5", 3, "control", Note)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermPageIsClosed);

    [Fact]
    public void What_cannot_be_graded_says_why()
    {
        Decide(null, Facts with { IsKnown = false }, Entry("4")).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermIsUnknown);
        Decide(null, Facts with { Rules = null }, Entry("4")).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermRulesAreMissing);
        Decide(null, Facts with { Today = new(2026, 8, 30) }, Entry("4")).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermHasNotBegun);
        Decide(null, Facts with { IsGraded = false }, Entry("4")).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermIsNotGraded);
        Decide(null, Facts with { Symbols = [] }, Entry("4")).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermIsNotGraded);
    }

    [Fact]
    public void A_grade_is_taken_over_on_a_document()
    {
        (Outcome, Events) Bring(string source, string document) =>
            BringTermGradeHandler.Decide(new BringTermGrade(Guid.NewGuid(), Course, Term, Petrov, "5", source, document, 0), null, Facts, "sokolova");
        Bring(BroughtFrom.School, " ").Item1.Refusal!.Kind.ShouldBe(Refusals.DocumentIsMissing);
        Bring("moon", "справка № 3").Item1.Refusal!.Kind.ShouldBe(Refusals.SourceIsUnknown);
        Bring(BroughtFrom.School, "справка № 3").Item2.ShouldBe([new TermGradeBrought(Course, Term, Petrov, "5", "school", "справка № 3")]);
    }

    [Fact]
    public void A_page_is_closed_with_the_gaps_that_were_seen_and_with_no_others()
    {
        PageGap[] gaps = [new(PageGaps.Topics, 2), new(PageGaps.TermGrades, 1)];
        var facts = new ClosePageFacts(true, Facts.From, Facts.To, Facts.Today, gaps, 0);
        (Outcome Outcome, Events Events) Close(IReadOnlyList<PageGap> seen, ClosePageFacts? other = null) =>
            ClosePageHandler.Handle(new ClosePage(Guid.NewGuid(), Course, Term, seen), null, other ?? facts);
        Close([gaps[0]]).Outcome.Refusal!.Kind.ShouldBe(Refusals.GapsAreOthers);
        Close(gaps).Events.ShouldHaveSingleItem().ShouldBeOfType<PageClosed>().Gaps.ShouldBe(gaps);
        Close(gaps, facts with { OpenTerms = 1 }).Outcome.Refusal!.Kind.ShouldBe(Refusals.TermsAreOpen);
    }

    private static readonly CorrectionRulesSet Regulation =
        new(new(2026, 9, 1), true, 7, true, 24, 72, true, "Положение", "п. 4.3", "п. 4.4", "п. 4.5");

    private static readonly DateTimeOffset Noon = new(2026, 11, 9, 9, 0, 0, TimeSpan.Zero);

    private static Correction Permit(string by = "sokolova", PupilId? pupil = null, CorrectionState state = CorrectionState.Granted) => new(
        "correction/c1", new CorrectionId("c1"), new CorrectionTarget(CorrectionKinds.TermGrade, Course, null, pupil ?? Petrov, Term), "4", "5", "typo", new Opening("записка").Sealed, by)
    {
        State = state,
        Until = Correction.Moment(Noon.AddHours(24)),
    };

    /// <summary>Whatever stands, whoever writes and whatever is open: on a closed page an entry is by a permission of the one who writes, for this grade, in time.</summary>
    [Fact]
    public void After_the_closing_nothing_is_entered_but_by_permission()
    {
        for (var bits = 0; bits < 64; bits++) Enter((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0, (bits & 16) > 0, (bits & 32) > 0);
    }

    private static void Enter(bool own, bool ofThePupil, bool granted, bool inTime, bool regulated, bool closed)
    {
        var permit = Permit(own ? "sokolova" : "orlov", ofThePupil ? Petrov : Volkova, granted ? CorrectionState.Granted : CorrectionState.Requested);
        var facts = Facts with { Corrections = regulated ? Regulation : null, Pending = [permit], Now = inTime ? Noon : Noon.AddHours(24) };
        var (outcome, events) = SetTermGradesHandler.Decide(
            new SetTermGrades(Course, Term, [Entry("5", 3, closed ? null : "typo", closed ? null : Note)]), Standing("4", closed), facts, "sokolova");
        outcome.IsAccepted.ShouldBe(!closed || (own && ofThePupil && granted && inTime));
        events.Cast<IEvent>().ShouldAllBe(e => e.Header(PageLock.Permit) == (closed ? "c1" : ""));
        if (!closed) return;
        if (outcome.IsAccepted)
        {
            events.Cast<IEvent>().ShouldHaveSingleItem().Data.ShouldBe(new TermGradeCorrected(Course, Term, Petrov, "5", "4", "typo", permit.Memo));
            return;
        }
        outcome.Refusal!.Kind.ShouldBe(own && ofThePupil && granted ? Refusals.PermitHasEnded : regulated ? Refusals.TermNeedsPermit : Refusals.TermPageIsClosed);
        events.ShouldBeEmpty();
    }

    [Fact]
    public void A_permission_for_one_grade_lets_no_other_in_beside_it()
    {
        var facts = Facts with { Corrections = Regulation, Pending = [Permit()], Now = Noon };
        SetTermGradesHandler.Decide(new SetTermGrades(Course, Term, [Entry("5", 3), Entry("5", pupil: Volkova)]), Standing("4", closed: true), facts, "sokolova")
            .Item1.Refusal!.Kind.ShouldBe(Refusals.TermNeedsPermit);
    }

    [Theory]
    [InlineData(true, "sokolova", true)]
    [InlineData(true, "orlov", false)]
    [InlineData(false, "sokolova", false)]
    public void On_a_closed_page_a_grade_is_taken_over_by_permission_alone(bool granted, string by, bool accepted)
    {
        var facts = Facts with { Corrections = Regulation, Pending = [Permit(by, state: granted ? CorrectionState.Granted : CorrectionState.Requested)], Now = Noon };
        var bring = new BringTermGrade(Guid.NewGuid(), Course, Term, Petrov, "5", BroughtFrom.School, "справка № 3", 3);
        var (outcome, events) = BringTermGradeHandler.Decide(bring, Standing("4", closed: true), facts, "sokolova");
        outcome.Refusal?.Kind.ShouldBe(Refusals.TermNeedsPermit);
        outcome.IsAccepted.ShouldBe(accepted);
        events.Cast<IEvent>().Select(e => (e.Data, e.Header(PageLock.Permit), e.CausationId)).ShouldBe(accepted
            ? [(new TermGradeBrought(Course, Term, Petrov, "5", BroughtFrom.School, "справка № 3"), "c1", bring.CommandId.ToString())] : []);
    }
}
