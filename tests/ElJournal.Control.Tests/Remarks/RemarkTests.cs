using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Kernel;
using ElJournal.Setup;
using Shouldly;
using Xunit;
using static ElJournal.Control.Tests.Remarks.Ground;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>Замечание step by step: what happened, what is asked for, what comes of it.</summary>
public sealed class RemarkTests
{
    private static readonly DateOnly Today = Friday.AddDays(3);

    private static IssueRemark Issue(string lack = RemarkLacks.Topic, RemarkTarget? target = null, string? words = null, DateOnly? due = null, string check = Checks.Lessons) =>
        new(Guid.NewGuid(), Note, target ?? Target, check, lack, words is null ? null : new Opening(words), due ?? Today.AddDays(3));

    [Fact]
    public void It_is_made_to_whoever_gave_the_lesson_by_what_was_seen()
    {
        IssueRemarkHandler.Handle(Issue(), null, Known()).ThenEvents(Issued());
        IssueRemarkHandler.Handle(Issue(), null, Known(new LessonOpened(Lesson), new SubstituteAssigned(Lesson, new StaffId("chernov"), null, "illness", null, null)))
            .ThenEvents(Issued(seen: 2) with { Teacher = new StaffId("chernov") });
        IssueRemarkHandler.Handle(Issue(), Given<Remark>(Issued()), Known()).ThenNothing();
        var words = Issue(RemarkLacks.Other, Page, "Мало отметок");
        IssueRemarkHandler.Handle(words, null, Known()).ThenEvents(Issued(RemarkLacks.Other, Page) with { Words = words.Words!.Sealed });
        words.ToString().ShouldNotContain("Мало");
    }

    [Fact]
    public void It_needs_a_place_a_lack_words_and_a_day()
    {
        IssueRemarkHandler.Handle(Issue(check: "none"), null, Known()).ThenRefused(Refusals.RemarkIsUnclear);
        IssueRemarkHandler.Handle(Issue("none"), null, Known()).ThenRefused(Refusals.RemarkIsUnclear);
        IssueRemarkHandler.Handle(Issue(), null, Known() with { SetUp = null }).ThenRefused(Refusals.RemarkHasNoPlace);
        IssueRemarkHandler.Handle(Issue(target: RemarkTarget.Of(Lesson with { Slot = 3 })), null, Known()).ThenRefused(Refusals.RemarkHasNoPlace);
        // The right was asked for on the course that is named: the lesson has to be its own.
        IssueRemarkHandler.Handle(Issue(target: new RemarkTarget(new CourseId("other"), null, Lesson, null)), null, Known()).ThenRefused(Refusals.RemarkHasNoPlace);
        IssueRemarkHandler.Handle(Issue(target: RemarkTarget.Of(Lesson, new PupilId("none"))), null, Known()).ThenRefused(Refusals.RemarkHasNoPlace);
        IssueRemarkHandler.Handle(Issue(RemarkLacks.Other, new RemarkTarget(Lesson.Course, new TermId("q9"), null, null), "?"), null, Known()).ThenRefused(Refusals.RemarkHasNoPlace);
        IssueRemarkHandler.Handle(Issue(target: Page), null, Known()).ThenRefused(Refusals.RemarkNeedsLesson);
        IssueRemarkHandler.Handle(Issue(target: RemarkTarget.Of(Lesson with { Date = Friday.AddDays(7) })), null, Known()).ThenRefused(Refusals.LessonIsAhead);
        IssueRemarkHandler.Handle(Issue(RemarkLacks.WrongGrade, words: "не та"), null, Known()).ThenRefused(Refusals.RemarkNeedsPupil);
        foreach (var lack in (string[])[RemarkLacks.Other, RemarkLacks.WrongTopic, RemarkLacks.WrongHomework])
            IssueRemarkHandler.Handle(Issue(lack, words: " "), null, Known()).ThenRefused(Refusals.RemarkLacksWords);
        IssueRemarkHandler.Handle(Issue(words: new string('ы', 2001)), null, Known()).ThenRefused(Refusals.RemarkLacksWords);
        IssueRemarkHandler.Handle(Issue(due: Today.AddDays(-1)), null, Known()).ThenRefused(Refusals.RemarkDueIsOff);
        IssueRemarkHandler.Handle(Issue(due: Today.AddDays(400)), null, Known()).ThenRefused(Refusals.RemarkDueIsOff);
    }

    [Fact]
    public void It_is_not_made_twice_nor_of_what_is_there()
    {
        var standing = Given<Remark>(Issued())!;
        IssueRemarkHandler.Handle(Issue() with { Remark = new RemarkId("r2") }, null, Known() with { Open = [standing] }).ThenRefused(Refusals.RemarkIsMade);
        IssueRemarkHandler.Handle(Issue(RemarkLacks.Homework) with { Remark = new RemarkId("r2") }, null, Known() with { Open = [standing] }).Item1.IsAccepted.ShouldBeTrue();
        IssueRemarkHandler.Handle(Issue(), null, Known(new TopicRecorded(Lesson, "Корни", null))).ThenRefused(Refusals.NothingIsLacking);
        IssueRemarkHandler.Handle(Issue(RemarkLacks.WrongTopic, words: "Не по КТП"), null, Known(new TopicRecorded(Lesson, "Корни", null))).Item1.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void It_is_made_in_a_round_that_goes_on_and_looks_at_the_page()
    {
        var key = new RoundId("k1");
        var begun = new RoundBegun(key, new RoundScope([8], [], [], [], [Lesson.Course]), [Checks.Lessons], Friday, Friday, Today, []);
        var within = Issue() with { Round = key };
        IssueRemarkHandler.Handle(within, null, Known() with { Round = Given<Round>(begun) }).ThenEvents(Issued() with { Round = key });
        IssueRemarkHandler.Handle(within, null, Known()).ThenRefused(Refusals.RoundIsUnknown);
        IssueRemarkHandler.Handle(within, null, Known() with { Round = Given<Round>(begun, new RoundConcluded(key, new Opening("?").Sealed, Today, [])) }).ThenRefused(Refusals.RoundIsUnknown);
        IssueRemarkHandler.Handle(within, null, Known() with { Round = Given<Round>(begun with { Scope = begun.Scope with { Courses = [new CourseId("other")] } }) }).ThenRefused(Refusals.RoundIsUnknown);
    }

    [Fact]
    public void An_answer_leaves_it_open()
    {
        var answer = new AnswerRemark(Guid.NewGuid(), Note, Target, new Opening("Запишу сегодня"));
        AnswerRemarkHandler.Handle(answer, Given<Remark>(Issued())).ThenEvents(new RemarkAnswered(Note, answer.Words.Sealed));
        AnswerRemarkHandler.Handle(answer with { Words = new Opening(" ") }, Given<Remark>(Issued())).ThenRefused(Refusals.RemarkLacksWords);
        AnswerRemarkHandler.Handle(answer, null).ThenRefused(Refusals.RemarkIsUnknown);
        AnswerRemarkHandler.Handle(answer with { Target = Page }, Given<Remark>(Issued())).ThenRefused(Refusals.RemarkIsUnknown);
        AnswerRemarkHandler.Handle(answer, Given<Remark>(Issued(), new RemarkClosed(Note, null, Today))).ThenRefused(Refusals.RemarkIsOver);
        Given<Remark>(Issued(), new RemarkAnswered(Note, answer.Words.Sealed))!.IsAnswered.ShouldBeTrue();
        answer.ToString().ShouldNotContain("Запишу");
    }

    [Fact]
    public void A_later_entry_mends_it_once_and_is_named()
    {
        var facts = Known(new LessonOpened(Lesson), new TopicRecorded(Lesson, "Корни", null));
        var mend = new MendRemark(Guid.NewGuid(), Note, Target);
        var mended = new RemarkMended(Note, facts.Events[1].Id, "accounting.topic_recorded.v1", Today);
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued()), facts).ThenEvents(mended);
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued(), mended), facts).ThenNothing();
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued(), new RemarkClosed(Note, null, Today)), facts).ThenNothing();
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued()), Known(new LessonOpened(Lesson))).ThenNothing();
        // What was there when the remark was made, or made again, mends nothing.
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued(seen: 2)), facts).ThenNothing();
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued(), mended, new RemarkReopened(Note, new Opening("?").Sealed, Today, 2)), facts).ThenNothing();
        var corrected = Known(new LessonOpened(Lesson), new TopicRecorded(Lesson, "Корни", null), new TopicCorrected(Lesson, "Степени", null, "typo", null));
        MendRemarkHandler.Handle(mend, Given<Remark>(Issued(), mended, new RemarkReopened(Note, new Opening("?").Sealed, Today, 2)), corrected)
            .ThenEvents(new RemarkMended(Note, corrected.Events[2].Id, "accounting.topic_corrected.v1", Today));
    }

    [Fact]
    public void A_deputy_closes_withdraws_postpones_and_opens_again()
    {
        var open = Given<Remark>(Issued());
        var closed = Given<Remark>(Issued(), new RemarkClosed(Note, null, Today));
        var gone = Given<Remark>(Issued(), new RemarkWithdrawn(Note, null, Today));
        var close = new CloseRemark(Guid.NewGuid(), Note, Target);
        CloseRemarkHandler.Handle(close, open, Today).ThenEvents(new RemarkClosed(Note, null, Today));
        CloseRemarkHandler.Handle(close, closed, Today).ThenNothing();
        CloseRemarkHandler.Handle(close, gone, Today).ThenRefused(Refusals.RemarkIsOver);
        var withdraw = new WithdrawRemark(Guid.NewGuid(), Note, Target);
        WithdrawRemarkHandler.Handle(withdraw, open, Today).ThenEvents(new RemarkWithdrawn(Note, null, Today));
        WithdrawRemarkHandler.Handle(withdraw, gone, Today).ThenNothing();
        WithdrawRemarkHandler.Handle(withdraw, closed, Today).ThenRefused(Refusals.RemarkIsOver);
        var postpone = new PostponeRemark(Guid.NewGuid(), Note, Target, Today.AddDays(9), new Opening("Болеет"));
        PostponeRemarkHandler.Handle(postpone, open, Today).ThenEvents(new RemarkPostponed(Note, Today.AddDays(9), postpone.Words!.Sealed));
        PostponeRemarkHandler.Handle(postpone with { Due = open!.Due }, open, Today).ThenNothing();
        PostponeRemarkHandler.Handle(postpone with { Due = Today.AddDays(-1) }, open, Today).ThenRefused(Refusals.RemarkDueIsOff);
        PostponeRemarkHandler.Handle(postpone, closed, Today).ThenRefused(Refusals.RemarkIsOver);
        var reopen = new ReopenRemark(Guid.NewGuid(), Note, Target, Today.AddDays(2), new Opening("Тема не та"));
        ReopenRemarkHandler.Handle(reopen, closed, Known(new TopicRecorded(Lesson, "?", null))).ThenEvents(new RemarkReopened(Note, reopen.Words.Sealed, Today.AddDays(2), 1));
        ReopenRemarkHandler.Handle(reopen, open, Known()).ThenRefused(Refusals.RemarkIsNotOver);
        ReopenRemarkHandler.Handle(reopen, gone, Known()).ThenRefused(Refusals.RemarkIsNotOver);
        ReopenRemarkHandler.Handle(reopen with { Words = new Opening("") }, closed, Known()).ThenRefused(Refusals.RemarkLacksWords);
    }

    [Fact]
    public void It_is_overdue_from_the_day_after_its_due_date_while_it_is_open()
    {
        var open = Given<Remark>(Issued())!;
        open.IsOverdue(open.Due).ShouldBeFalse();
        open.IsOverdue(open.Due.AddDays(1)).ShouldBeTrue();
        Given<Remark>(Issued(), new RemarkClosed(Note, null, open.Due.AddDays(5)))!.IsOverdue(open.Due.AddDays(6)).ShouldBeFalse();
        open.Pending.ShouldBe(Lesson.Stream);
        Given<Remark>(Issued(), new RemarkClosed(Note, null, Today))!.Pending.ShouldBeNull();
    }

    [Fact]
    public void Three_school_days_are_proposed()
    {
        // Friday: Monday, Tuesday, Wednesday; where no year is known, calendar days.
        SchoolDays.After(SetUp, Friday).ShouldBe(Friday.AddDays(5));
        SchoolDays.After(SetUp, new DateOnly(2026, 12, 30)).ShouldBe(new DateOnly(2027, 1, 2));
        SchoolDays.After(null, Friday).ShouldBe(Friday.AddDays(3));
    }
}
