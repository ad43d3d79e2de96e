using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Записать тему урока: the first time it is recorded, then corrected with a reason.</summary>
public sealed record SetTopic(
    Guid CommandId, LessonId Lesson, string Topic, int? PlanItem, int Seen, string? Reason = null, Opening? Note = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SetTopic)} {Lesson}";
}

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

/// <summary>Выбрать вид работы на уроке.</summary>
public sealed record ChooseWorkType(Guid CommandId, LessonId Lesson, string WorkType, int Seen) : ICommand
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class SetTopicHandler
{
    public const int LongestTopic = 1000;

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
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.Topic, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (topic.Length is 0 or > LongestTopic) return (Outcome.Refused(Refusals.TopicIsEmptyOrLong, LongestTopic), []);
        var standing = lesson?.Topic;
        if (standing?.Text == topic) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        if (standing is null)
            return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new TopicRecorded(command.Lesson, topic, command.PlanItem)]));
        if (LessonRules.ForbidWithoutReason(standing.Last, author, command.Reason, facts, command.Note is not null, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, [Permits.Mark(command.CommandId, new TopicCorrected(command.Lesson, topic, command.PlanItem, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), permit)]);
    }
}

public static class SetHomeworkHandler
{
    public const int LongestText = 4000;

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
        if (command.Minutes is < 0 or > 600) return (Outcome.Refused(Refusals.MinutesAreOff, command.Minutes), []);
        var standing = lesson?.Homework;
        if ((standing?.Text ?? "") == text && lesson?.HomeworkMinutes == command.Minutes) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        if (standing is null)
            return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new HomeworkSet(command.Lesson, text, command.Minutes)]));
        if (LessonRules.ForbidWithoutReason(standing.Last, author, command.Reason, facts, command.Note is not null, permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, [Permits.Mark(command.CommandId, new HomeworkCorrected(command.Lesson, text, command.Minutes, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), permit)]);
    }
}

public static class ChooseWorkTypeHandler
{
    public static LessonQuestion Load(ChooseWorkType command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        ChooseWorkType command, [WriteAggregate(nameof(ChooseWorkType.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(ChooseWorkType command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.WorkType, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (facts.Rules!.WorkTypes.All(w => w.Code != command.WorkType)) return (Outcome.Refused(Refusals.WorkTypeIsUnknown, command.WorkType), []);
        var standing = lesson?.WorkType;
        if (standing?.Text == command.WorkType) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TextIsChanged, standing!, standing!.Text), []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [.. LessonRules.Opened(command.Lesson, lesson), new WorkTypeChosen(command.Lesson, command.WorkType)]));
    }
}
