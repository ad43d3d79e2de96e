using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using JasperFx.Events;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Verdicts;

/// <summary>Оценить домашнее задание (D-14.7) of a lesson by content and volume.</summary>
/// <param name="Verdict">One of <see cref="HomeworkVerdictCodes"/>.</param>
/// <param name="Seen">Version of the lesson's stream in which the task was read.</param>
public sealed record JudgeHomework(Guid CommandId, LessonId Lesson, string Verdict, Opening? Words, int Seen) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageControl, Lesson.Resource);

    public IEnumerable<Opening> Openings => Words is null ? [] : [Words];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => HomeworkVerdictStreams.Of(Lesson);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(JudgeHomework)} {Lesson}";
}

public static class JudgeHomeworkHandler
{
    public static Task<IReadOnlyList<IEvent>> LoadAsync(JudgeHomework command, IDocumentSession session, CancellationToken cancel) =>
        session.Events.FetchStreamAsync(command.Lesson.Stream, token: cancel);

    public static (Outcome, Events) Handle(
        JudgeHomework command, [WriteAggregate(nameof(JudgeHomework.Stream), Required = false)] HomeworkVerdicts? standing, IReadOnlyList<IEvent> lesson)
    {
        if (!HomeworkVerdictCodes.All.Contains(command.Verdict)) return (Outcome.Refused(Refusals.VerdictIsUnknown), []);
        if (string.IsNullOrEmpty(LessonState.Of(lesson.Select(e => e.Data)).Homework)) return (Outcome.Refused(Refusals.HomeworkIsAbsent), []);
        // What was changed under the deputy's eyes has not been read.
        if (lesson.Last(e => e.Data is HomeworkSet or HomeworkCorrected).Version > command.Seen) return (Outcome.Refused(Refusals.HomeworkIsChanged), []);
        if (RemarkRules.ForbidWords(command.Words, false) is { } wordy) return (wordy, []);
        var words = RemarkRules.Sealed(command.Words);
        // The same again, of the same task and without a word, adds nothing.
        if (words is null && standing?.All[^1] is { Words: null } last && last.Verdict == command.Verdict && last.Seen == command.Seen) return (Outcome.Accepted, []);
        return (Outcome.Accepted, [new HomeworkJudged(command.Lesson, command.Verdict, words, command.Seen)]);
    }
}
