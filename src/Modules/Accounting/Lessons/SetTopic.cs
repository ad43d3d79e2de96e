using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Записать тему урока: the first time it is recorded, then corrected with a reason.</summary>
/// <param name="PlanItem">Number in the КТП when the topic is taken from it.</param>
/// <param name="Part">The lesson is the n-th on that topic; null where the topic takes one.</param>
public sealed record SetTopic(
    Guid CommandId, LessonId Lesson, string Topic, int? PlanItem, int Seen, string? Reason = null, Opening? Note = null, int? Part = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SetTopic)} {Lesson}";
}

public static class SetTopicHandler
{
    public const int LongestTopic = 1000;

    /// <summary>No topic is divided further.</summary>
    public const int MostParts = 99;

    public static LessonQuestion Load(SetTopic command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        SetTopic command, [WriteAggregate(nameof(SetTopic.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(SetTopic command, Lesson? lesson, LessonFacts facts, string author)
    {
        var topic = command.Topic.Trim();
        if ((LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.Topic, null, author, out var permit) ?? LessonLife.ForbidNotHeld(lesson)) is { } forbidden) return (forbidden, []);
        if (topic.Length is 0 or > LongestTopic) return (Outcome.Refused(Refusals.TopicIsEmptyOrLong, LongestTopic), []);
        if (command.Part is < 1 or > MostParts || (command.Part is not null && command.PlanItem is null)) return (Outcome.Refused(Refusals.TopicPartIsOff, MostParts), []);
        var standing = lesson?.Topic;
        if (standing?.Text == topic && lesson!.PlanItem == command.PlanItem && lesson.PlanPart == command.Part) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        if (standing is null)
            return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new TopicRecorded(command.Lesson, topic, command.PlanItem), .. Part(command, lesson)]));
        if (LessonRules.ForbidWithoutReason(standing.Last, author, command.Reason, facts, command.Note is not null, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, Permits.Marked(
            command.CommandId, permit,
            [new TopicCorrected(command.Lesson, topic, command.PlanItem, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), .. Part(command, lesson)]));
    }

    private static IEnumerable<object> Part(SetTopic command, Lesson? lesson) => lesson?.PlanPart == command.Part
        ? []
        : [new TopicPartTaken(command.Lesson, command.PlanItem ?? lesson?.PlanItem ?? 0, command.Part)];
}
