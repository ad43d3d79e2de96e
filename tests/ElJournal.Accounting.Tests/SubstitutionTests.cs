using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Rules of a substitution: who, on which lesson, and what the lesson then knows.</summary>
public sealed class SubstitutionTests
{
    private static readonly LessonId Key = new(new CourseId("alg"), new DateOnly(2026, 11, 24), 2);
    private static readonly StaffId Sokolova = new("sokolova");
    private static readonly StaffId Chernov = new("chernov");
    private static readonly StaffId Kim = new("kim");
    private static readonly SubjectId Algebra = new("algebra");
    private static readonly StaffCard Card = new("staff/chernov", Chernov, Guid.Empty, new DateOnly(2026, 9, 1));
    private static readonly ScheduledLesson Planned = On("alg", "8b", Sokolova);
    private static readonly DecisionFacts Facts = new(Planned.Course, true, Planned, []) { Teacher = Card };

    /// <summary>Of the other class at the same time.</summary>
    private static readonly ScheduledLesson Beside = On("alg-8a", "8a", Chernov);

    private static readonly SubstituteAssigned Given = new(Key, Chernov, Sokolova, "illness", null, null);

    [Fact]
    public void The_event_says_who_and_in_whose_place() => Assign(Chernov, null, Facts).Events.ShouldBe([Given]);

    [Fact]
    public void A_vacancy_is_substituted_too() =>
        Assign(Chernov, null, Facts with { Lesson = Planned with { Course = Planned.Course with { Teachers = [] } } }).Events
            .ShouldBe([Given with { Former = null }]);

    [Fact]
    public void Another_subject_is_named_and_the_planned_one_is_not()
    {
        Assign(Chernov, null, Facts, taught: new SubjectId("fizika")).Events.ShouldBe([Given with { Taught = new SubjectId("fizika") }]);
        Assign(Chernov, null, Facts, taught: Algebra).Events.ShouldBe([Given]);
        Assign(Chernov, null, Facts with { SubjectIsKnown = false }, taught: new SubjectId("magic")).Outcome.Refusal!.Kind.ShouldBe(Refusals.SubjectIsUnknown);
    }

    /// <summary>Whichever of the two days is late, one permission that names the transfer opens both, and the log names it on both.</summary>
    [Theory]
    [InlineData(true, false, true, null)]
    [InlineData(false, true, true, null)]
    [InlineData(true, true, true, null)]
    [InlineData(true, false, false, null)] // of another wish: it opens the lesson itself and no other day
    [InlineData(true, true, false, "closed_needs_permit")]
    [InlineData(false, true, false, "closed_needs_permit")]
    public void A_transfer_is_let_in_on_both_days_by_the_permission_that_names_it(bool fromLate, bool toLate, bool named, string? refused)
    {
        var to = Key with { Date = Key.Date.AddDays(2), Slot = 5 };
        var permit = new Correction(
            "correction/c1", new CorrectionId("c1"), CorrectionTarget.Of(CorrectionKinds.Substitution, Key), null, named ? ShiftWish.MoveTo(to) : ShiftWish.Cancel, "typo",
            new Opening("записка").Sealed, "deputy")
        { State = CorrectionState.Granted };
        var late = Outcome.Refused(Refusals.ClosedNeedsPermit, to.Date, "Положение", "п. 4.5");
        var facts = new TransferFacts(
            Facts with { Permit = fromLate ? permit : null, Granted = [permit], PageIsClosed = fromLate }, null, 0,
            new DecisionFacts(Planned.Course, true, null, []) { Late = toLate ? late : null, PageIsClosed = toLate }, Planned with { Lesson = to }, true, [],
            Card with { Id = "staff/sokolova", Staff = Sokolova }, null, 0);
        var (outcome, appends, _) = TransferLessonHandler.Handle(new TransferLesson(Guid.NewGuid(), Key, to, "illness"), facts);
        outcome.Refusal?.Kind.Code.ShouldEndWith(refused ?? "");
        outcome.IsAccepted.ShouldBe(refused is null);
        appends.All.SelectMany(stream => stream.Events).Select(e => ((JasperFx.Events.IEvent)e).Header("permit")).ShouldBe(refused is null ? ["c1", "c1"] : []);
    }

    public static TheoryData<string, DecisionFacts, RefusalKind> Refused => new()
    {
        { "chernov", Facts with { Course = null }, Refusals.CourseIsUnknown },
        { "chernov", Facts with { InTerm = false }, Refusals.DateIsOutsideTerms },
        { "chernov", Facts with { Lesson = null }, Refusals.LessonIsNotInTimetable },
        { "chernov", Facts with { Teacher = null }, Refusals.StaffIsUnknown },
        { "chernov", Facts with { Teacher = Card with { Dismissed = Key.Date } }, Refusals.StaffIsNotAtWork },
        { "chernov", Facts with { Teacher = Card with { From = Key.Date.AddDays(1) } }, Refusals.StaffIsNotAtWork },
        { "chernov", Facts with { Teacher = Card with { Absences = [new StaffAbsence(Key.Date, Key.Date, AbsenceCauses.Unfit)] } }, Refusals.StaffIsAway },
        { "sokolova", Facts, Refusals.SubstituteIsTheTeacher },
        { "chernov", Facts with { Beside = [new Beside(Beside, false)] }, Refusals.StaffIsBusy },
        { "chernov", Facts with { PageIsClosed = true }, Refusals.PageIsClosed },
        { "chernov", Facts with { ClosedMonth = "2026-11" }, Refusals.PayMonthIsClosed },
        { "chernov", Facts with { Beside = [new Beside(Beside with { Shift = new LessonShift { Teacher = Kim, With = Key } }, false)] }, Refusals.LessonHasJoined },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_substitution_that_cannot_be_is_refused(string teacher, DecisionFacts facts, RefusalKind kind)
    {
        var (outcome, events) = Assign(new StaffId(teacher), null, facts);
        outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        outcome.Refusal.Text().ShouldNotBeEmpty();
        events.ShouldBeEmpty();
    }

    private static readonly CorrectionRulesSet Regulation =
        new(new(2026, 9, 1), true, 7, true, 24, 72, true, "Положение", "п. 4.3", "п. 4.4", "п. 4.5");

    [Theory]
    [InlineData(7, false, false, false, null)] // the last day of the window
    [InlineData(-3, false, false, false, null)] // a lesson to come
    [InlineData(8, false, false, false, "window_is_over")]
    [InlineData(0, true, false, false, "closed_needs_permit")]
    [InlineData(0, false, true, false, "pay_month_needs_permit")]
    [InlineData(8, true, true, false, "closed_needs_permit")]
    [InlineData(8, false, false, true, null)]
    [InlineData(0, true, true, true, null)]
    public void What_is_past_closed_or_paid_for_is_decided_by_permission(int days, bool closed, bool paid, bool permitted, string? refused)
    {
        var now = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).AddDays(days);
        var permit = new Correction(
            "correction/c1", new CorrectionId("c1"), CorrectionTarget.Of(CorrectionKinds.Substitution, Key), null, "cancel", "typo", new Kernel.Opening("записка").Sealed, "deputy")
        {
            State = CorrectionState.Granted,
            Until = Correction.Moment(now.AddHours(1)),
        };
        var (found, late) = DecisionFacts.Judge(
            Key, Regulation, closed, paid ? "2026-11" : null, Key.Date.AddDays(days), permitted ? [permit] : [], new Decider("deputy", now));
        late?.Refusal!.Kind.Code.ShouldEndWith("." + refused);
        (late is null).ShouldBe(refused is null);
        var facts = Facts with { PageIsClosed = closed, ClosedMonth = paid ? "2026-11" : null, Permit = found, Late = late };
        Assign(Chernov, null, facts).Outcome.IsAccepted.ShouldBe(refused is null);
        // Another's permission, and one for another place, open nothing.
        DecisionFacts.Judge(Key, Regulation, true, null, Key.Date, [permit with { By = "other" }], new Decider("deputy", now)).Late.ShouldNotBeNull();
        DecisionFacts.Judge(Key, Regulation, true, null, Key.Date, [permit with { Target = CorrectionTarget.Of(CorrectionKinds.Topic, Key) }], new Decider("deputy", now)).Late.ShouldNotBeNull();
    }

    /// <summary>A substitute who falls ill leaves the lesson open again, and only the substitute's own list says so.</summary>
    [Fact]
    public void Who_took_a_lesson_over_is_missed_in_it()
    {
        var covered = Planned with { Shift = new LessonShift { Teacher = Chernov } };
        (covered.Concerns(Chernov), covered.IsOpenWithout(Chernov)).ShouldBe((true, true));
        (covered.Concerns(Sokolova), covered.IsOpenWithout(Sokolova)).ShouldBe((true, false));
        (Planned.Concerns(Chernov), Planned.Concerns(Sokolova), Planned.IsOpenWithout(Sokolova)).ShouldBe((false, true, true));
        (Planned with { Shift = new LessonShift { Cancelled = true } }).IsOpenWithout(Sokolova).ShouldBeFalse();
    }

    [Fact]
    public void Nobody_is_put_into_a_lesson_that_was_not_held() =>
        Assign(Chernov, Lesson.Create(new LessonOpened(Key)) with { NotHeld = new Entry("quarantine", false, new Touch(2, "sokolova")) }, Facts)
            .Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonIsNotHeld);

    [Fact]
    public void A_reason_is_one_of_the_list() => Assign(Chernov, null, Facts, "because").Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstitutionReasonIsUnknown);

    [Fact]
    public void The_same_again_adds_nothing_and_another_person_replaces()
    {
        var lesson = Lesson.Create(Given);
        Assign(Chernov, lesson, Facts).Events.ShouldBeEmpty();
        Assign(Kim, lesson, Facts with { Teacher = Card with { Staff = Kim } }).Events.ShouldBe([Given with { Teacher = Kim }]);
    }

    [Fact]
    public void A_substitution_is_no_entry_the_first_entry_still_opens_the_lesson()
    {
        var lesson = Lesson.Create(Given);
        lesson.Unopened.ShouldBeTrue();
        lesson = Lesson.Apply(new LessonOpened(Key), lesson);
        lesson.Unopened.ShouldBeFalse();
        lesson.Substitute.ShouldBe(Chernov);
    }

    [Fact]
    public void A_released_lesson_has_no_substitute_and_is_not_released_twice()
    {
        var lesson = Lesson.Create(Given);
        Release(lesson).Events.ShouldBe([new SubstituteReleased(Key, Chernov)]);
        lesson = Lesson.Apply(new SubstituteReleased(Key, Chernov), lesson);
        lesson.Substitute.ShouldBeNull();
        lesson.Shift.ShouldBeNull();
        Release(lesson).Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstituteIsNotAssigned);
        Release(null).Outcome.Refusal!.Kind.ShouldBe(Refusals.SubstituteIsNotAssigned);
    }

    /// <summary>Whose lessons are covered may cover another's: then the own lesson cannot come back at that hour.</summary>
    [Fact]
    public void A_lesson_does_not_come_back_to_a_teacher_who_is_elsewhere() =>
        Release(Lesson.Create(Given), Facts with { Beside = [new Beside(Beside with { Shift = new LessonShift { Teacher = Sokolova } }, false)] })
            .Outcome.Refusal!.Kind.ShouldBe(Refusals.StaffIsBusy);

    [Fact]
    public void A_combined_lesson_is_its_partners_teachers_and_counts_in_the_same_subject()
    {
        var beside = Facts with { Beside = [new Beside(Beside, false)] };
        Combine(Beside.Lesson, beside).Events.ShouldBe([Given with { With = Beside.Lesson }]);
        Combine(Beside.Lesson, Facts).Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonCannotReceive);
        var physics = Beside with { Course = Beside.Course with { Subject = new SubjectId("fizika") } };
        Combine(Beside.Lesson, Facts with { Beside = [new Beside(physics, false)] }).Events.ShouldBe([Given with { With = Beside.Lesson, Taught = new SubjectId("fizika") }]);
    }

    [Fact]
    public void A_cancelled_lesson_takes_no_entries_and_one_with_entries_is_not_cancelled()
    {
        Cancel(Lesson.Create(Given)).Events.ShouldBe([new SubstituteReleased(Key, Chernov), new LessonCancelled(Key, Sokolova, "illness")]);
        Cancel(Lesson.Create(new LessonOpened(Key))).Outcome.Refusal!.Kind.ShouldBe(Refusals.LessonIsBegun);
        var cancelled = Lesson.Create(new LessonCancelled(Key, Sokolova, "illness"));
        Cancel(cancelled).Events.ShouldBeEmpty();
        Assign(Chernov, cancelled, Facts).Events.ShouldBe([new LessonRestored(Key), Given]);
        var facts = new LessonFacts(Planned.Course, null, new YearCalendar("year/y", new("y"), Key.Date, Key.Date, [new Term(new("t"), "quarter", 2, Key.Date, Key.Date)], []),
            new JournalRulesSet(Key.Date, [], [], [], 0, [], "act"), true, Key.Date, default);
        var entry = new EnterCells(new EnterCell(Guid.NewGuid(), Key, new PupilId("p"), "5", 0));
        EnterCellsHandler.Decide(entry, cancelled, facts, "a").Item1.Refusal!.Kind.ShouldBe(Refusals.LessonIsCancelled);
        EnterCellsHandler.Decide(entry, Lesson.Create(new LessonTransferred(Key, Key with { Slot = 5 }, "illness")), facts, "a").Item1.Refusal!.Kind.ShouldBe(Refusals.LessonIsTransferred);
    }

    [Fact]
    public void The_right_asked_for_is_that_of_the_course_on_the_lessons_day() =>
        new AssignSubstitute(Guid.Empty, Key, Chernov, "illness").Need.ShouldBe(new Need(Permission.ManageSubstitutions, "course/alg/2026-11-24/2", Key.Date));

    [Fact]
    public void What_was_recorded_before_subjects_were_named_is_read_as_the_planned_one() =>
        new V1.SubstituteAssigned(Key, Chernov, Sokolova, "illness").Now().ShouldBe(Given);

    [Fact]
    public void Hours_of_groups_are_paid_apart()
    {
        var row = new PayRow(Key, "8 «Б»", false, "Алгебра", Sokolova, Chernov, "Алгебра", true, false, "illness", 100);
        PayRows.Totals([row, row with { Hours = 50 }, row with { IsGroup = true }, row with { Teacher = Kim }])
            .ShouldBe([new PayTotal(Chernov, 3, 150, 100), new PayTotal(Kim, 1, 100, 0)]);
    }

    private static ScheduledLesson On(string course, string schoolClass, StaffId teacher) => new(
        Key with { Course = new CourseId(course) },
        new CourseCard("course/" + course, new CourseId(course), new("y"), 8, [new(schoolClass)], null, Algebra, 300, Layers.Core, [new Assignment(teacher, new DateOnly(2026, 9, 1), null)]),
        schoolClass, "Алгебра", null, null, null, null);

    private static (Outcome Outcome, List<object> Events) Assign(StaffId teacher, Lesson? lesson, DecisionFacts facts, string reason = "illness", SubjectId? taught = null)
    {
        var (outcome, events) = AssignSubstituteHandler.Decide(new AssignSubstitute(Guid.Empty, Key, teacher, reason, taught), lesson, facts);
        return (outcome, [.. events]);
    }

    private static (Outcome Outcome, List<object> Events) Release(Lesson? lesson, DecisionFacts? facts = null)
    {
        var (outcome, events) = ReleaseSubstituteHandler.Decide(new ReleaseSubstitute(Guid.Empty, Key), lesson, facts ?? Facts);
        return (outcome, [.. events]);
    }

    private static (Outcome Outcome, List<object> Events) Combine(LessonId with, DecisionFacts facts)
    {
        var (outcome, events) = CombineLessonHandler.Decide(new CombineLesson(Guid.Empty, Key, with, "illness"), null, facts);
        return (outcome, [.. events]);
    }

    private static (Outcome Outcome, List<object> Events) Cancel(Lesson? lesson)
    {
        var (outcome, events) = CancelLessonHandler.Decide(new CancelLesson(Guid.Empty, Key, "illness"), lesson, Facts);
        return (outcome, [.. events]);
    }
}
