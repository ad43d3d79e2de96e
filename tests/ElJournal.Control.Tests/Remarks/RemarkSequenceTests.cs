using CsCheck;
using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Shouldly;
using Xunit;
using static ElJournal.Control.Tests.Remarks.Ground;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>Whatever teacher, deputy and program do in whatever order: a remark is ended once for each time it was opened, never mended while the lack stands, and only by what came later.</summary>
public sealed class RemarkSequenceTests
{
    private static readonly string[] Judged =
        [RemarkLacks.Topic, RemarkLacks.Attendance, RemarkLacks.Homework, RemarkLacks.Grade, RemarkLacks.WrongTopic, RemarkLacks.WrongHomework];

    private static readonly Gen<(int What, int How)[]> Lives = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 3]).Array[1, 40];

    [Fact]
    public void A_remark_is_closed_once_and_never_while_the_lack_stands() => Gen.Select(Gen.Int[0, Judged.Length - 1], Lives).Sample((which, steps) =>
    {
        var lack = Judged[which];
        var target = Target;
        var (lesson, life) = (new List<IEvent>(), new List<IEvent>());
        Remark? remark = null;
        foreach (var (what, how) in steps)
        {
            var facts = new RemarkFacts(SetUp, lesson, [], Friday.AddDays(3), remark is { IsOpen: true } ? [remark] : []);
            if (Entry(what, how) is { } entry)
            {
                lesson.Add(At(entry, lesson.Count + 1));
                continue;
            }
            var answer = what switch
            {
                9 => IssueRemarkHandler.Handle(new IssueRemark(Guid.NewGuid(), Note, target, Checks.Lessons, lack, new Opening("?"), Friday.AddDays(9)), remark, facts),
                10 => CloseRemarkHandler.Handle(new CloseRemark(Guid.NewGuid(), Note, target), remark, Friday.AddDays(3)),
                11 => ReopenRemarkHandler.Handle(new ReopenRemark(Guid.NewGuid(), Note, target, Friday.AddDays(9), new Opening("?")), remark, facts),
                _ => MendRemarkHandler.Handle(new MendRemark(Guid.NewGuid(), Note, target), remark, facts),
            };
            foreach (var e in answer.Item2)
            {
                if (e is RemarkMended mended)
                {
                    var by = lesson.Single(x => x.Id == mended.Entry);
                    by.Version.ShouldBeGreaterThan(remark!.Seen);
                    facts.Judge(target, lack, remark.Seen).Stands.ShouldBeFalse();
                }
                life.Add(At(e, life.Count + 1));
            }
            remark = Fold.Of<Remark>(life);
            var opened = life.Count(e => e.Data is RemarkIssued or RemarkReopened);
            var ended = life.Count(e => e.Data is RemarkMended or RemarkClosed);
            (opened - ended).ShouldBe(remark is { IsOpen: true } ? 1 : 0);
            if (remark is { IsOpen: true } && what > 11)
            {
                // The program has just looked: what is left open lacks still, or nothing has come since.
                var judged = facts.Judge(target, lack, remark.Seen);
                (judged.Stands || judged.By is null).ShouldBeTrue();
            }
        }
    }, iter: 3000);

    private static object? Entry(int what, int how) => what switch
    {
        0 => new TopicRecorded(Lesson, "Корни", null),
        1 => new TopicCorrected(Lesson, how == 0 ? "" : "Степени", null, "typo", null),
        2 => new HomeworkSet(Lesson, "§ 1", null),
        3 => new HomeworkCorrected(Lesson, how == 0 ? "" : "§ 2", null, null, null),
        4 => new AttendanceMarked(Lesson, how % 2 == 0 ? Anna : Boris, how < 2 ? "Н" : "О"),
        5 => new AttendanceCorrected(Lesson, how % 2 == 0 ? Anna : Boris, null, null, null),
        6 => new GradeRecorded(Lesson, how % 2 == 0 ? Anna : Boris, 0, "5"),
        7 => new GradeCorrected(Lesson, how % 2 == 0 ? Anna : Boris, 0, how < 2 ? null : "4", "typo", null),
        8 => how < 2 ? new LessonNotHeld(Lesson, "event", null) : new LessonHeldAfterAll(Lesson, "typo", null),
        _ => null,
    };
}
