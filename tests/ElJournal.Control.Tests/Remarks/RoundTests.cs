using ElJournal.Accounting;
using ElJournal.Control.Rounds;
using ElJournal.Control.Verdicts;
using ElJournal.Kernel;
using ElJournal.Setup;
using Shouldly;
using Xunit;
using static ElJournal.Control.Tests.Remarks.Ground;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>Проверки and verdicts on homework, step by step.</summary>
public sealed class RoundTests
{
    private static readonly RoundId Key = new("k1");
    private static readonly RoundScope Scope = new([8], [], [], [], [Lesson.Course, new CourseId("geometry-8b")]);
    private static readonly RoundFigure Figure = new(Checks.Lessons, 9, 10);
    private static readonly RoundBegun Begun = new(Key, Scope, [Checks.Lessons], Friday.AddDays(-6), Friday, Friday, [Figure]);

    private static BeginRound Begin(RoundScope? scope = null, DateOnly? from = null, DateOnly? to = null, params string[] checks) =>
        new(Guid.NewGuid(), Key, scope ?? Scope, checks, from ?? Friday.AddDays(-6), to ?? Friday, [Figure]);

    [Fact]
    public void A_round_begins_with_its_pages_checks_and_days()
    {
        BeginRoundHandler.Handle(Begin(checks: Checks.Lessons), null, Friday).ThenEvents(Begun);
        BeginRoundHandler.Handle(Begin(checks: Checks.Lessons), Given<Round>(Begun), Friday).ThenNothing();
        BeginRoundHandler.Handle(Begin(Scope with { Courses = [] }, checks: Checks.Lessons), null, Friday).ThenRefused(Refusals.RoundIsEmpty);
        BeginRoundHandler.Handle(Begin(Scope with { Levels = [12] }, checks: Checks.Lessons), null, Friday).ThenRefused(Refusals.RoundIsEmpty);
        BeginRoundHandler.Handle(Begin(), null, Friday).ThenRefused(Refusals.RoundLacksChecks);
        BeginRoundHandler.Handle(Begin(checks: "none"), null, Friday).ThenRefused(Refusals.RoundLacksChecks);
        BeginRoundHandler.Handle(Begin(from: Friday.AddDays(1), checks: Checks.Lessons), null, Friday).ThenRefused(Refusals.RoundDaysAreOff);
        BeginRoundHandler.Handle(Begin(to: Friday.AddDays(1), checks: Checks.Lessons), null, Friday).ThenRefused(Refusals.RoundDaysAreOff);
    }

    [Fact]
    public void Its_right_is_asked_for_on_every_page() => Begin(checks: Checks.Lessons).Needs.Select(n => (n.Permission, n.Resource))
        .ShouldBe([(Permission.ManageControl, "course/algebra-8b"), (Permission.ManageControl, "course/geometry-8b")]);

    [Fact]
    public void It_is_concluded_with_words_and_figures_or_cancelled()
    {
        var conclude = new ConcludeRound(Guid.NewGuid(), Key, Scope.Courses, [Figure], new Opening("Журналы ведутся"));
        var concluded = new RoundConcluded(Key, conclude.Result.Sealed, Friday, [Figure]);
        ConcludeRoundHandler.Handle(conclude, Given<Round>(Begun), Friday).ThenEvents(concluded);
        ConcludeRoundHandler.Handle(conclude, Given<Round>(Begun, concluded), Friday).ThenRefused(Refusals.RoundIsOver);
        ConcludeRoundHandler.Handle(conclude with { Result = new Opening(" ") }, Given<Round>(Begun), Friday).ThenRefused(Refusals.RoundLacksResult);
        ConcludeRoundHandler.Handle(conclude with { Courses = [Lesson.Course] }, Given<Round>(Begun), Friday).ThenRefused(Refusals.RoundIsUnknown);
        var cancel = new CancelRound(Guid.NewGuid(), Key, Scope.Courses);
        CancelRoundHandler.Handle(cancel, Given<Round>(Begun)).ThenEvents(new RoundCancelled(Key));
        CancelRoundHandler.Handle(cancel, Given<Round>(Begun, concluded)).ThenRefused(Refusals.RoundIsOver);
        CancelRoundHandler.Handle(cancel, null).ThenRefused(Refusals.RoundIsUnknown);
        Given<Round>(Begun, new RoundCancelled(Key)).ShouldBeNull();
    }

    [Fact]
    public void Homework_is_judged_as_it_was_read()
    {
        var lesson = Lived(new HomeworkSet(Lesson, "§ 1–9", 200), new TopicRecorded(Lesson, "Корни", null));
        var judge = new JudgeHomework(Guid.NewGuid(), Lesson, HomeworkVerdictCodes.TooMuch, null, 1);
        var judged = new HomeworkJudged(Lesson, HomeworkVerdictCodes.TooMuch, null, 1);
        JudgeHomeworkHandler.Handle(judge, null, lesson).ThenEvents(judged);
        JudgeHomeworkHandler.Handle(judge, Given<HomeworkVerdicts>(judged), lesson).ThenNothing();
        JudgeHomeworkHandler.Handle(judge with { Verdict = HomeworkVerdictCodes.Fits }, Given<HomeworkVerdicts>(judged), lesson)
            .ThenEvents(judged with { Verdict = HomeworkVerdictCodes.Fits });
        JudgeHomeworkHandler.Handle(judge with { Verdict = "none" }, null, lesson).ThenRefused(Refusals.VerdictIsUnknown);
        JudgeHomeworkHandler.Handle(judge, null, []).ThenRefused(Refusals.HomeworkIsAbsent);
        JudgeHomeworkHandler.Handle(judge with { Seen = 0 }, null, lesson).ThenRefused(Refusals.HomeworkIsChanged);
    }
}
