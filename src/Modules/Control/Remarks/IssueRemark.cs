using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Remarks;

/// <summary>Сделать замечание (D-11, D-14, Z-7, Z-10) to a page, a lesson or a cell, with a due date.</summary>
/// <param name="Lack">One of <see cref="RemarkLacks"/>.</param>
public sealed record IssueRemark(
    Guid CommandId, RemarkId Remark, RemarkTarget Target, string Check, string Lack, Opening? Words, DateOnly Due, RoundId? Round = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageControl, Target.Resource);

    public IEnumerable<Opening> Openings => Words is null ? [] : [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Remark.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(IssueRemark)} {Remark}";
}

public static class IssueRemarkHandler
{
    public static Task<RemarkFacts> LoadAsync(IssueRemark command, CourseSetUps setUps, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        RemarkFacts.Load(command.Target, setUps, session, clock, cancel, command.Round);

    public static (Outcome, Events) Handle(
        IssueRemark command, [WriteAggregate(nameof(IssueRemark.Stream), Required = false)] Remark? standing, RemarkFacts facts)
    {
        if (standing is not null) return (Outcome.Accepted, []);
        var (target, lack) = (command.Target, command.Lack);
        if (!Checks.All.Contains(command.Check) || !RemarkLacks.All.Contains(lack)) return (Outcome.Refused(Refusals.RemarkIsUnclear), []);
        if (ForbidPlace(target, lack, facts) is { } misplaced) return (misplaced, []);
        // What is over has been concluded on, and one of other pages has not looked here.
        if (command.Round is not null && !(facts.Round is { IsOpen: true } round && round.Scope.Courses.Contains(target.Course)))
            return (Outcome.Refused(Refusals.RoundIsUnknown), []);
        if (RemarkRules.ForbidWords(command.Words, lack == RemarkLacks.Other || LackJudge.IsWrong(lack)) is { } wordless) return (wordless, []);
        if (RemarkRules.ForbidDue(command.Due, facts.Today) is { } undue) return (undue, []);
        if (facts.Open.FirstOrDefault(r => r.Lack == lack && lack != RemarkLacks.Other && r.Target.Pupil == target.Pupil) is { } same)
            return (Outcome.Refused(Refusals.RemarkIsMade, same.Due), []);
        if (!LackJudge.IsWrong(lack) && facts.Judge(target, lack, 0) is { IsJudged: true, Stands: false }) return (Outcome.Refused(Refusals.NothingIsLacking), []);
        return (Outcome.Accepted,
        [
            new RemarkIssued(
                command.Remark, target, command.Check, lack, RemarkRules.Sealed(command.Words), facts.Today, command.Due, facts.TeacherOf(target), command.Round,
                facts.Seen),
        ]);
    }

    private static Outcome? ForbidPlace(RemarkTarget target, string lack, RemarkFacts facts)
    {
        if (facts.SetUp is not { Roster: { } roster } setUp) return Outcome.Refused(Refusals.RemarkHasNoPlace);
        if (target.Term is { } term && setUp.Year?.TermsOf(roster.Level).Any(t => t.Id == term) != true) return Outcome.Refused(Refusals.RemarkHasNoPlace);
        if (target.Lesson is { } lesson)
        {
            if (lesson.Course != target.Course || !facts.HasLesson(lesson)) return Outcome.Refused(Refusals.RemarkHasNoPlace);
            if (lesson.Date > facts.Today) return Outcome.Refused(Refusals.LessonIsAhead, lesson.Date);
        }
        else if (lack != RemarkLacks.Other) return Outcome.Refused(Refusals.RemarkNeedsLesson);
        if (target.Pupil is { } pupil && !roster.Pupils.Any(p => p.Pupil == pupil)) return Outcome.Refused(Refusals.RemarkHasNoPlace);
        return lack == RemarkLacks.WrongGrade && target.Pupil is null ? Outcome.Refused(Refusals.RemarkNeedsPupil) : null;
    }
}
