using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>The regulation of corrections without a store: the table of the three zones, and the life of a request.</summary>
public sealed class CorrectionTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly LessonId Key = new(new CourseId("alg"), Day, 2);
    private static readonly PupilId Petrov = new("petrov");
    private static readonly DateTimeOffset Noon = new(2026, 12, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly CorrectionId Request = new("c1");
    private static readonly CorrectionTarget Cell = CorrectionTarget.Of(CorrectionKinds.Cell, Key, Petrov);

    private static readonly CorrectionRulesSet Regulation =
        new(new(2026, 9, 1), true, 7, true, 24, 72, true, "Положение", "п. 4.3", "п. 4.4", "п. 4.5");

    private static readonly JournalRulesSet Entry = new(
        new(2026, 9, 1), [new("5", 500), new("4", 400)], [new("Н", "не был", true, false)], [new("typo", "Опечатка")], 5, [], "п. 4.2");

    private static readonly CorrectionFacts Facts = new(Regulation, Entry, Day, false, Day.AddDays(14), Noon, [], false);

    [Theory]
    [InlineData(0, 0, true, false, Zone.Free)] // own entry, same day
    [InlineData(0, 0, false, false, Zone.WithReason)] // somebody else's entry
    [InlineData(1, 0, true, false, Zone.WithReason)] // own, the day after
    [InlineData(3, 3, true, false, Zone.Free)] // entered late and put right on that day
    [InlineData(7, 0, true, false, Zone.WithReason)] // last day of the window
    [InlineData(8, 0, true, false, Zone.ByPermission)]
    [InlineData(8, 8, true, false, Zone.ByPermission)] // also what was entered just now
    [InlineData(7, null, false, false, Zone.Free)] // a first entry in the window
    [InlineData(8, null, false, false, Zone.ByPermission)] // a first entry after it
    [InlineData(0, 0, true, true, Zone.ByPermission)] // closed
    [InlineData(0, null, false, true, Zone.ByPermission)]
    public void The_zone_follows_from_the_days_the_author_and_the_closing(int today, int? entered, bool own, bool closed, Zone zone) =>
        Zones.Of(Regulation, new Occasion(Day, entered is { } e ? Day.AddDays(e) : null, own, closed, Day.AddDays(today))).ShouldBe(zone);

    [Fact]
    public void A_school_may_ask_for_a_reason_on_the_first_day_too() =>
        Zones.Of(Regulation with { OwnDayFree = false }, new Occasion(Day, Day, true, false, Day)).ShouldBe(Zone.WithReason);

    private static readonly LessonFacts InWindow = new(
        new CourseCard("course/alg", Key.Course, new("y"), 8, [new("8b")], null, new("algebra"), 300, Layers.Core, []),
        new CourseRoster("8 «Б»", 8, [new Enrolment(Petrov, new(2026, 9, 1), null, null)]),
        new YearCalendar("year/y", new("y"), new(2026, 9, 1), new(2027, 5, 26), [new Term(new("q2"), "quarter", 2, new(2026, 11, 2), new(2026, 12, 30))], []),
        Entry, true, Day.AddDays(2), Noon.AddDays(-12), new Dictionary<int, DateTimeOffset> { [7] = Noon.AddDays(-14) })
    {
        Corrections = Regulation,
    };

    private static readonly LessonFacts Late = InWindow with { Today = Day.AddDays(14), Now = Noon };

    private static Lesson Five => Lesson.Create(new LessonOpened(Key)) with
    {
        Cells = new Dictionary<string, Cell> { [Petrov.Value] = new(null, ["5"], false, new Touch(7, "sokolova")) },
    };

    private static (Outcome Outcome, List<IEvent> Events) Enter(LessonFacts facts, Lesson? lesson, string? reason = null, string? note = null, string by = "sokolova")
    {
        var (outcome, events) = EnterCellsHandler.Decide(
            new EnterCells(new EnterCell(Guid.NewGuid(), Key, Petrov, "4", lesson is null ? 0 : 7, reason, note is null ? null : new Opening(note))), lesson, facts, by);
        return (outcome, [.. events.Cast<IEvent>()]);
    }

    [Fact]
    public void In_the_window_a_reason_and_words_are_needed_and_the_refusal_names_the_clause()
    {
        Enter(InWindow, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissingInWindow);
        Enter(InWindow, Five).Outcome.Refusal!.Text().ShouldContain("п. 4.4");
        Enter(InWindow, Five, "typo").Outcome.Refusal!.Kind.ShouldBe(Refusals.WordsAreMissing);
        Enter(InWindow, Five, "typo", "не та строка").Outcome.IsAccepted.ShouldBeTrue();
        Enter(InWindow, null).Outcome.IsAccepted.ShouldBeTrue();
    }

    private static Correction Open(string by = "sokolova", CorrectionTarget? target = null) => new(
        Request.Stream, Request, target ?? Cell, "5", "4", "typo", new Opening("записка").Sealed, by)
    {
        State = CorrectionState.Granted,
        Until = Correction.Moment(Noon.AddHours(24)),
    };

    [Fact]
    public void After_the_window_only_the_one_who_asked_gets_in_only_in_that_place_and_only_in_time()
    {
        Enter(Late, Five, "typo", "x").Outcome.Refusal!.Kind.ShouldBe(Refusals.WindowIsOver);
        Enter(Late, null).Outcome.Refusal!.Text().ShouldContain("п. 4.5");
        Enter(Late with { Pending = [Open() with { State = CorrectionState.Requested }] }, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.WindowIsOver);
        Enter(Late with { Pending = [Open("orlov")] }, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.WindowIsOver);
        Enter(Late with { Pending = [Open(target: Cell with { Pupil = new("ivanov") })] }, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.WindowIsOver);
        Enter(Late with { Pending = [Open()], Now = Noon.AddHours(24) }, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.PermitHasEnded);
        Enter(Late with { Closed = true }, Five).Outcome.Refusal!.Kind.ShouldBe(Refusals.ClosedNeedsPermit);
    }

    [Fact]
    public void An_entry_by_permission_names_it_on_every_event_and_takes_its_reason_from_it()
    {
        var permit = Open();
        var (outcome, events) = Enter(Late with { Pending = [permit], Closed = true }, Five);
        outcome.IsAccepted.ShouldBeTrue();
        events.ShouldAllBe(e => e.Header("permit") == Request.Value);
        events.ShouldHaveSingleItem().Data.ShouldBe(new GradeCorrected(Key, Petrov, 0, "4", "typo", permit.Memo));
        Enter(Late with { Pending = [permit] }, null).Events.Count(e => e.Header("permit") == Request.Value).ShouldBe(2);
        Enter(InWindow with { Pending = [permit] }, Five, "typo", "x").Events.ShouldAllBe(e => e.Header("permit") == "");
    }

    private static RequestCorrection Ask(string wanted = "4", string reason = "typo", string memo = "описка в журнале", string? old = "5") =>
        new(Guid.NewGuid(), Request, Cell, old, wanted, reason, new Opening(memo));

    private static RefusalKind? Refused((Outcome Outcome, Wolverine.Marten.Events) decided) => decided.Outcome.Refusal?.Kind;

    [Fact]
    public void A_request_says_what_why_and_in_whose_words()
    {
        var ask = Ask();
        RequestCorrectionHandler.Decide(ask, null, Facts, "sokolova").Item2.ShouldHaveSingleItem()
            .ShouldBe(new CorrectionRequested(Request, Cell, "5", "4", "typo", ask.Memo.Sealed));
        Refused(RequestCorrectionHandler.Decide(Ask(wanted: "7"), null, Facts, "s")).ShouldBe(Refusals.ValueIsOffScale);
        Refused(RequestCorrectionHandler.Decide(Ask(wanted: "5"), null, Facts, "s")).ShouldBe(Refusals.NothingIsWanted);
        Refused(RequestCorrectionHandler.Decide(Ask(reason: "why"), null, Facts, "s")).ShouldBe(Refusals.ReasonIsUnknown);
        Refused(RequestCorrectionHandler.Decide(Ask(memo: " "), null, Facts, "s")).ShouldBe(Refusals.MemoIsMissing);
        Refused(RequestCorrectionHandler.Decide(Ask(), null, Facts with { Today = Day.AddDays(7) }, "s")).ShouldBe(Refusals.PermitIsNotNeeded);
        Refused(RequestCorrectionHandler.Decide(Ask(), null, Facts with { Rules = null }, "s")).ShouldBe(Refusals.CorrectionRulesAreMissing);
        Refused(RequestCorrectionHandler.Decide(Ask(), null, Facts with { Day = null }, "s")).ShouldBe(Refusals.NothingToCorrect);
        Refused(RequestCorrectionHandler.Decide(Ask(), null, Facts with { Pending = [Open("s")] }, "s")).ShouldBe(Refusals.CorrectionIsWaiting);
        Refused(RequestCorrectionHandler.Decide(Ask(), null, Facts with { Pending = [Open("s")], Now = Noon.AddDays(2) }, "s")).ShouldBeNull();
    }

    private static GrantCorrection Grant(int hours = 24, string? document = null) => new(Guid.NewGuid(), Request, Cell, Correction.Moment(Noon.AddHours(hours)), document);

    private static Correction Asked => Open() with { State = CorrectionState.Requested, Until = null };

    [Fact]
    public void A_grant_is_for_some_hours_and_after_the_year_names_an_order()
    {
        GrantCorrectionHandler.Decide(Grant(), Asked, Facts, "deputy").Item2.ShouldHaveSingleItem().ShouldBe(new CorrectionGranted(Request, "2026-12-09T09:00:00Z", null));
        Refused(GrantCorrectionHandler.Decide(Grant(73), Asked, Facts, "deputy")).ShouldBe(Refusals.GrantIsOff);
        Refused(GrantCorrectionHandler.Decide(Grant(0), Asked, Facts, "deputy")).ShouldBe(Refusals.GrantIsOff);
        Refused(GrantCorrectionHandler.Decide(Grant(), Asked, Facts with { YearIsOver = true }, "deputy")).ShouldBe(Refusals.OrderIsMissing);
        Refused(GrantCorrectionHandler.Decide(Grant(document: "приказ № 7 от 01.12.2026"), Asked, Facts with { YearIsOver = true }, "deputy")).ShouldBeNull();
        Refused(GrantCorrectionHandler.Decide(Grant(document: "приказ № 7"), Asked, Facts with { YearIsOver = true }, "deputy")).ShouldBe(Refusals.OrderIsUnread);
        Refused(GrantCorrectionHandler.Decide(Grant(document: "записка"), Asked, Facts, "deputy")).ShouldBeNull();
        Refused(GrantCorrectionHandler.Decide(Grant(), Asked, Facts, "sokolova")).ShouldBe(Refusals.OwnRequest);
        Refused(GrantCorrectionHandler.Decide(Grant(), Asked with { Target = Cell with { Pupil = null } }, Facts, "deputy")).ShouldBe(Refusals.CorrectionIsUnknown);
    }

    [Theory]
    [InlineData(CorrectionState.Refused)]
    [InlineData(CorrectionState.Withdrawn)]
    [InlineData(CorrectionState.Applied)]
    [InlineData(CorrectionState.Expired)]
    public void What_is_decided_stays_decided(CorrectionState state)
    {
        var decided = Asked with { State = state };
        Refused(GrantCorrectionHandler.Decide(Grant(), decided, Facts, "deputy")).ShouldBe(Refusals.CorrectionIsDecided);
        ExpireCorrectionHandler.Handle(new ExpireCorrection(Guid.NewGuid(), Request), decided, Noon.AddYears(1)).Item2.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("приказ № 12-од от 25.05.2026", true)]
    [InlineData("Протокол педсовета № 7 от 1.6.2026", true)]
    [InlineData("order no. 3 of 2026-06-01", true)]
    [InlineData("приказ № 12", false)] // no date
    [InlineData("приказ от 25.05.2026", false)] // no number
    [InlineData("служебная записка № 3 от 25.05.2026", false)]
    [InlineData("приказ № 12 от 31.02.2026", false)]
    [InlineData("приказ № 12 от 25.05.2030", false)] // yet to come
    [InlineData("", false)]
    public void An_order_or_protocol_is_named_by_number_and_date(string document, bool named) =>
        Closing.SchoolOrder.IsNamed(document, new(2026, 12, 8)).ShouldBe(named);

    [Fact]
    public void What_the_year_ended_with_is_reopened_by_an_order_alone()
    {
        Closing.TermPage Closed(TermId term) => new(TermPages.Stream(Key.Course, term), Key.Course.Value, term) { Closed = true };
        Closing.ReopenPage Reopen(TermId term, string document) => new(Guid.NewGuid(), Key.Course, term, document, null);
        foreach (var term in YearPages.All)
        {
            Refused(Closing.ReopenPageHandler.Handle(Reopen(term, "записка № 1 от 01.12.2026"), Closed(term), new(2026, 12, 8))).ShouldBe(Refusals.OrderIsUnread);
            Refused(Closing.ReopenPageHandler.Handle(Reopen(term, "протокол № 1 от 01.12.2026"), Closed(term), new(2026, 12, 8))).ShouldBeNull();
        }
        Refused(Closing.ReopenPageHandler.Handle(Reopen(new("q2"), "записка № 1"), Closed(new("q2")), new(2026, 12, 8))).ShouldBeNull();
    }

    private static readonly CorrectionTarget Quarter = new(CorrectionKinds.TermGrade, Key.Course, null, Petrov, new TermId("q1"));

    private static readonly CorrectionFacts ClosedQuarter = Facts with { Closed = true, Symbols = ["5", "4", "н/а"], Reasons = [new("control", "Решающая контрольная")] };

    [Fact]
    public void A_grade_of_a_period_is_asked_for_when_its_page_is_closed_by_the_reasons_of_its_own_rules()
    {
        RequestCorrection Wants(string grade, string reason = "control") => Ask(grade, reason) with { Target = Quarter };
        Refused(RequestCorrectionHandler.Decide(Wants("4"), null, ClosedQuarter, "s")).ShouldBeNull();
        Refused(RequestCorrectionHandler.Decide(Wants(""), null, ClosedQuarter, "s")).ShouldBeNull();
        Refused(RequestCorrectionHandler.Decide(Wants("6"), null, ClosedQuarter, "s")).ShouldBe(Refusals.TermGradeIsOffScale);
        Refused(RequestCorrectionHandler.Decide(Wants("4", "typo"), null, ClosedQuarter, "s")).ShouldBe(Refusals.ReasonIsUnknown);
        // The days of the window are those of lessons: a grade of a period waits for the closing.
        Refused(RequestCorrectionHandler.Decide(Wants("4"), null, ClosedQuarter with { Closed = false }, "s")).ShouldBe(Refusals.PermitIsNotNeeded);
        Refused(RequestCorrectionHandler.Decide(Wants("4"), null, Facts with { Closed = true }, "s")).ShouldBe(Refusals.NothingToCorrect);
    }

    private static readonly Lesson Given = Five with { Homework = new Entry("§ 12", false, new Touch(7, "sokolova")) };

    /// <summary>Each place of the lesson beside its cells, as a late entry of the one who asked or did not ask.</summary>
    private static (Outcome Outcome, Wolverine.Marten.Events Events) Late_entry(string kind, params IReadOnlyList<Correction> pending)
    {
        var facts = Late with { Pending = pending };
        var (id, words) = (Guid.NewGuid(), new Opening("повторите § 12"));
        switch (kind)
        {
            case CorrectionKinds.Lesson:
                var life = new LessonLifeSet(new(2026, 9, 1), [new("quarantine", "Карантин")], [], "п. 5.2");
                return MarkNotHeldHandler.Decide(new MarkNotHeld(id, Key, "quarantine"), null, new LessonLifeFacts(facts, life), "sokolova");
            case CorrectionKinds.AttendanceCheck:
                return CheckAttendanceHandler.Decide(new CheckAttendance(id, Key), null, facts, "sokolova");
            case CorrectionKinds.HomeworkDue:
                return ChooseHomeworkDueHandler.Decide(new ChooseHomeworkDue(id, Key, Key with { Date = Day.AddDays(3) }, 0), Given, new HomeworkFacts(facts, true), "sokolova");
            case CorrectionKinds.HomeworkFile:
                var (outcome, events, _) = AttachHomeworkFileHandler.Decide(new AttachHomeworkFile(id, Key, Scan.OrDocument([.. "%PDF-1.7\n%%EOF"u8])), Given, facts, "sokolova");
                return (outcome, events);
            case CorrectionKinds.PupilHomework:
                return SetPupilHomeworkHandler.Decide(new SetPupilHomework(id, Key, Petrov, words, 15, null, 0), null, new HomeworkFacts(facts, true), "sokolova");
            default:
                return RecommendHandler.Decide(new Recommend(id, Key, Petrov, words, 0), null, facts, "sokolova");
        }
    }

    [Theory]
    [InlineData(CorrectionKinds.Lesson, false)]
    [InlineData(CorrectionKinds.AttendanceCheck, false)]
    [InlineData(CorrectionKinds.HomeworkDue, false)]
    [InlineData(CorrectionKinds.HomeworkFile, false)]
    [InlineData(CorrectionKinds.PupilHomework, true)]
    [InlineData(CorrectionKinds.Recommendation, true)]
    public void Every_place_of_a_lesson_is_opened_by_its_own_permission_and_by_no_other(string kind, bool ofPupil)
    {
        Refused(Late_entry(kind)).ShouldBe(Refusals.WindowIsOver);
        foreach (var other in CorrectionKinds.All.Where(k => k != kind))
            Refused(Late_entry(kind, Open(target: CorrectionTarget.Of(other, Key, ofPupil ? Petrov : null)))).ShouldBe(Refusals.WindowIsOver);
        var (outcome, events) = Late_entry(kind, Open(target: CorrectionTarget.Of(kind, Key, ofPupil ? Petrov : null)));
        outcome.Refusal.ShouldBeNull();
        events.Cast<IEvent>().ShouldNotBeEmpty();
        events.Cast<IEvent>().ShouldAllBe(e => e.Header("permit") == Request.Value);
    }

    [Fact]
    public void A_lesson_is_combined_or_moved_by_a_request_that_names_the_other_lesson()
    {
        RequestCorrection Wants(string wanted) => Ask(wanted) with { Target = CorrectionTarget.Of(CorrectionKinds.Substitution, Key), Old = null };
        RefusalKind? Answer(string wanted, CorrectionFacts? facts = null) => Refused(RequestCorrectionHandler.Decide(Wants(wanted), null, facts ?? Facts, "s"));
        var (with, to) = (new LessonId(new CourseId("alg-8a"), Day, 2), Key with { Date = Day.AddDays(3), Slot = 5 });
        Answer(ShiftWish.With(with)).ShouldBeNull();
        Answer(ShiftWish.With(with with { Date = Day.AddDays(1) })).ShouldBe(Refusals.TransferGoesNowhere);
        Answer(ShiftWish.MoveTo(to)).ShouldBeNull();
        Answer(ShiftWish.MoveTo(to with { Course = with.Course })).ShouldBe(Refusals.TransferGoesNowhere);
        Answer(ShiftWish.MoveTo(Key)).ShouldBe(Refusals.TransferGoesNowhere);
        Answer("transfer:куда-нибудь").ShouldBe(Refusals.NothingIsWanted);
        // Either day may be the one whose time is over.
        Answer(ShiftWish.MoveTo(to), Facts with { Today = Day }).ShouldBe(Refusals.PermitIsNotNeeded);
        Answer(ShiftWish.MoveTo(to), Facts with { Today = Day, GoesLate = true }).ShouldBeNull();
        ShiftWish.Command(Guid.Empty, Key, ShiftWish.With(with), null).ShouldBe(new CombineLesson(Guid.Empty, Key, with, SubstitutionReasons.Other));
        ShiftWish.Command(Guid.Empty, Key, ShiftWish.MoveTo(to), null).ShouldBe(new TransferLesson(Guid.Empty, Key, to, SubstitutionReasons.Other));
    }

    [Fact]
    public void What_is_asked_for_one_pupil_is_a_code_and_a_point_may_name_its_day()
    {
        RequestCorrection Wants(string kind, string wanted, PupilId? pupil = null) => Ask(wanted) with { Target = CorrectionTarget.Of(kind, Key, pupil), Old = null };
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.Recommendation, CorrectionWishes.Write, Petrov), null, Facts, "s")).ShouldBeNull();
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.Recommendation, "Петров рассеян", Petrov), null, Facts, "s")).ShouldBe(Refusals.NothingIsWanted);
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.HomeworkDue, "завтра"), null, Facts, "s")).ShouldBe(Refusals.NothingIsWanted);
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.Substitution, "Орлов"), null, Facts, "s")).ShouldBe(Refusals.NothingIsWanted);
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.AttendanceCheck, CorrectionWishes.Checked), null, Facts, "s")).ShouldBeNull();
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.AttendanceCheck, "все были"), null, Facts, "s")).ShouldBe(Refusals.NothingIsWanted);
        Refused(RequestCorrectionHandler.Decide(Wants(CorrectionKinds.Cell, CorrectionWishes.Point(Day.AddDays(20)), Petrov), null, Facts, "s")).ShouldBeNull();
        CorrectionWishes.Cell(CorrectionWishes.Point(new(2026, 12, 5))).ShouldBe((".", new DateOnly(2026, 12, 5)));
        CorrectionWishes.Cell("4/5").ShouldBe(("4/5", null));
    }

    [Fact]
    public void A_refusal_has_a_reason_and_an_unused_grant_expires()
    {
        Refused(RefuseCorrectionHandler.Handle(new RefuseCorrection(Guid.NewGuid(), Request, Cell, new Opening(" ")), Asked)).ShouldBe(Refusals.RefusalLacksReason);
        RefuseCorrectionHandler.Handle(new RefuseCorrection(Guid.NewGuid(), Request, Cell, new Opening("нет оснований")), Asked).Item2.ShouldHaveSingleItem();
        ExpireCorrectionHandler.Handle(new ExpireCorrection(Guid.NewGuid(), Request), Open(), Noon.AddHours(23)).Item2.ShouldBeEmpty();
        ExpireCorrectionHandler.Handle(new ExpireCorrection(Guid.NewGuid(), Request), Open(), Noon.AddHours(24)).Item2.ShouldHaveSingleItem().ShouldBe(new CorrectionExpired(Request));
    }
}
