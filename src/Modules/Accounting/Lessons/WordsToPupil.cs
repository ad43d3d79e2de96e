using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Выдать отдельное задание обучающемуся (Z-6.13); without words it is withdrawn.</summary>
/// <param name="Seen">Version of what the person saw there; 0 for nothing.</param>
public sealed record SetPupilHomework(
    Guid CommandId, LessonId Lesson, PupilId Pupil, Opening? Text, int? Minutes, LessonId? Due, int Seen, string? Reason = null, Opening? Note = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => new[] { Text, Note }.OfType<Opening>();

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SetPupilHomework)} {Lesson}";
}

/// <summary>Дать рекомендацию обучающемуся (Z-6.14), published to the family; without words it is withdrawn.</summary>
/// <param name="Seen">Version of what the person saw there; 0 for nothing.</param>
public sealed record Recommend(
    Guid CommandId, LessonId Lesson, PupilId Pupil, Opening? Text, int Seen, string? Reason = null, Opening? Note = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => new[] { Text, Note }.OfType<Opening>();

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(Recommend)} {Lesson}";
}

public static class SetPupilHomeworkHandler
{
    public static HomeworkQuestion Load(SetPupilHomework command, CourseSetUps setUps, TimeProvider clock) =>
        new(command.Lesson, command.Due, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        SetPupilHomework command, [WriteAggregate(nameof(SetPupilHomework.Stream), Required = false)] Lesson? lesson, HomeworkFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(SetPupilHomework command, Lesson? lesson, HomeworkFacts facts, string author)
    {
        var standing = lesson?.HomeworkOf(command.Pupil);
        if (command.Minutes is < 0 or > SetHomeworkHandler.MostMinutes) return (Outcome.Refused(Refusals.MinutesAreOff, command.Minutes), []);
        if (!facts.DueIsLesson) return (Outcome.Refused(Refusals.DueIsNoLesson), []);
        if (ToPupil.Forbid(command.Lesson, lesson, command.Pupil, command.Text, facts.Lesson, CorrectionKinds.PupilHomework, author, out var permit) is { } forbidden) return (forbidden, []);
        if (standing?.Text is null && command.Text is null) return (Outcome.Accepted, []);
        if (ToPupil.ForbidChange(standing?.Last, command.Seen, author, command.Reason, facts.Lesson, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, standing is null
            ? [.. LessonRules.Opened(command.Lesson, lesson), new PupilHomeworkSet(command.Lesson, command.Pupil, command.Text!.Sealed, command.Minutes, command.Due)]
            : [
                new PupilHomeworkCorrected(
                    command.Lesson, command.Pupil, command.Text?.Sealed, command.Minutes, command.Due, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo),
            ]));
    }
}

public static class RecommendHandler
{
    public static LessonQuestion Load(Recommend command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        Recommend command, [WriteAggregate(nameof(Recommend.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(Recommend command, Lesson? lesson, LessonFacts facts, string author)
    {
        var standing = lesson?.RecommendationOf(command.Pupil);
        if (ToPupil.Forbid(command.Lesson, lesson, command.Pupil, command.Text, facts, CorrectionKinds.Recommendation, author, out var permit) is { } forbidden) return (forbidden, []);
        if (standing?.Text is null && command.Text is null) return (Outcome.Accepted, []);
        if (ToPupil.ForbidChange(standing?.Last, command.Seen, author, command.Reason, facts, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, standing is null
            ? [.. LessonRules.Opened(command.Lesson, lesson), new RecommendationGiven(command.Lesson, command.Pupil, command.Text!.Sealed)]
            : [new RecommendationCorrected(command.Lesson, command.Pupil, command.Text?.Sealed, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo)]));
    }
}

/// <summary>Rules of words written to one pupil.</summary>
internal static class ToPupil
{
    public const int LongestText = 2000;

    public static Outcome? Forbid(
        LessonId id, Lesson? lesson, PupilId pupil, Opening? text, LessonFacts facts, string kind, string author, out Correction? permit)
    {
        if (LessonRules.Forbid(id, lesson, facts, kind, pupil, author, out permit) is { } forbidden) return forbidden;
        if (facts.Roster?.On(pupil, id.Date) is null) return Outcome.Refused(Refusals.PupilIsNotInClass, id.Date);
        return text is { Value: var words } && (string.IsNullOrWhiteSpace(words) || words.Length > LongestText) ? Outcome.Refused(Refusals.WordsAreEmptyOrLong, LongestText) : null;
    }

    /// <summary>What stands was seen as it stands, and its change has its reason.</summary>
    public static Outcome? ForbidChange(Touch? standing, int seen, string author, string? reason, LessonFacts facts, Correction? permit)
    {
        if ((standing?.Version ?? 0) != seen) return Outcome.Changed(Refusals.WordsAreChanged, standing!);
        return standing is null ? null : LessonRules.ForbidWithoutReason(standing, author, reason, facts, permit: permit);
    }
}
