using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Выдать домашнее задание; an empty text withdraws it. Minutes are the teacher's own reckoning.</summary>
public sealed record SetHomework(
    Guid CommandId, LessonId Lesson, string Text, int? Minutes, int Seen, string? Reason = null, Opening? Note = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SetHomework)} {Lesson}";
}

public static class SetHomeworkHandler
{
    public const int LongestText = 4000;

    /// <summary>Ten hours: nobody sits longer at one task.</summary>
    public const int MostMinutes = 600;

    public static LessonQuestion Load(SetHomework command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        SetHomework command, [WriteAggregate(nameof(SetHomework.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(SetHomework command, Lesson? lesson, LessonFacts facts, string author)
    {
        var text = command.Text.Trim();
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.Homework, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (text.Length > LongestText) return (Outcome.Refused(Refusals.HomeworkIsLong, LongestText), []);
        if (command.Minutes is < 0 or > MostMinutes) return (Outcome.Refused(Refusals.MinutesAreOff, command.Minutes), []);
        var standing = lesson?.Homework;
        if ((standing?.Text ?? "") == text && lesson?.HomeworkMinutes == command.Minutes) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        if (standing is null)
            return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new HomeworkSet(command.Lesson, text, command.Minutes)]));
        if (LessonRules.ForbidWithoutReason(standing.Last, author, command.Reason, facts, command.Note is not null, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, [
            Permits.Mark(command.CommandId, new HomeworkCorrected(command.Lesson, text, command.Minutes, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), permit),
        ]);
    }
}
