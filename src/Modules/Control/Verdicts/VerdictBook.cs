using ElJournal.Control.Reading;
using ElJournal.Accounting;
using ElJournal.Control.Remarks;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Control.Verdicts;

/// <summary>Заключение as people read it.</summary>
/// <param name="IsStale">The task was changed since.</param>
public sealed record VerdictLine(string Verdict, string? Words, string Author, DateTimeOffset At, bool IsStale);

/// <summary>Домашнее задание урока with what was said of it, newest first.</summary>
/// <param name="Text">Null: there is none.</param>
/// <param name="Seen">Version of the lesson's stream that is shown.</param>
public sealed record HomeworkSheet(
    LessonId Lesson, string ClassName, string Subject, string? Topic, string? Text, int? Minutes, int Seen, IReadOnlyList<VerdictLine> Verdicts, bool MayJudge);

/// <summary>Reads homework for the deputy's judgement (D-14.7).</summary>
internal sealed class VerdictBook(IDocumentStore store, ControlNames names)
{
    /// <summary>Null: there is no such course.</summary>
    public async Task<HomeworkSheet?> Of(Actor reader, LessonId lesson, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if ((await ControlNames.Courses(session, [lesson.Course], cancel)).GetValueOrDefault(lesson.Course) is not { } course) return null;
        var entries = await session.Events.FetchStreamAsync(lesson.Stream, token: cancel);
        var said = await session.Events.FetchStreamAsync(HomeworkVerdictStreams.Of(lesson), token: cancel);
        var state = LessonState.Of(entries.Select(e => e.Data));
        var set = entries.LastOrDefault(e => e.Data is HomeworkSet or HomeworkCorrected)?.Version ?? 0;
        var people = await names.Accounts(session, said.Select(e => e.UserName).OfType<string>(), cancel);
        var words = await names.Words(session, said.Select(e => (e.Data as HomeworkJudged)?.Words?.Opening), cancel);
        return new HomeworkSheet(
            lesson, course.Class, course.Subject, state.Topic, string.IsNullOrEmpty(state.Homework) ? null : state.Homework, state.Minutes,
            entries.Count == 0 ? 0 : (int)entries[^1].Version,
            [
                .. said.Where(e => e.Data is HomeworkJudged).Reverse().Select(e => (Event: e, Data: (HomeworkJudged)e.Data)).Select(v => new VerdictLine(
                    v.Data.Verdict, ControlNames.Word(words, v.Data.Words?.Opening), people.GetValueOrDefault(v.Event.UserName ?? "", v.Event.UserName ?? ""), v.Event.Timestamp,
                    v.Data.Seen < set)),
            ],
            reader.Grants.AllowEver(Permission.ManageControl, lesson.Resource));
    }
}
