using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Отметить, что урок не проведён.</summary>
/// <param name="Reason">Code from the school's rules of lessons.</param>
public sealed record MarkNotHeld(Guid CommandId, LessonId Lesson, string Reason, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(MarkNotHeld)} {Lesson}";
}

/// <summary>Вернуть проведённый урок: who said that it was not given takes it back.</summary>
/// <param name="Reason">Code of the reason of a correction.</param>
public sealed record HoldAfterAll(Guid CommandId, LessonId Lesson, string Reason, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(HoldAfterAll)} {Lesson}";
}

public static class MarkNotHeldHandler
{
    public static LessonLifeQuestion Load(MarkNotHeld command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        MarkNotHeld command, [WriteAggregate(nameof(MarkNotHeld.Stream), Required = false)] Lesson? lesson, LessonLifeFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(MarkNotHeld command, Lesson? lesson, LessonLifeFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts.Lesson, CorrectionKinds.Lesson, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (facts.Life is not { } life) return (Outcome.Refused(Refusals.LessonLifeIsMissing, command.Lesson.Date), []);
        if (life.NotHeld.All(reason => reason.Code != command.Reason)) return (Outcome.Refused(Refusals.NotHeldReasonIsUnknown), []);
        if (lesson?.NotHeld?.Text == command.Reason) return (Outcome.Accepted, []);
        if (lesson?.NotHeld is not null) return (Outcome.Refused(Refusals.LessonIsNotHeld, command.Lesson.Date, command.Lesson.Slot), []);
        if (lesson is not null && (lesson.Topic is not null || lesson.Cells.Values.Any(cell => cell.Attendance is not null || cell.Standing.Any())))
            return (Outcome.Refused(Refusals.LessonHasEntries), []);
        // What was paid for was given: first the month is opened again.
        if (facts.IsPaid && lesson?.Substitute is not null)
            return (Outcome.Refused(Refusals.PayMonthIsClosed, new DateOnly(command.Lesson.Date.Year, command.Lesson.Date.Month, 1)), []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit,
            [.. LessonRules.Opened(command.Lesson, lesson), new LessonNotHeld(command.Lesson, command.Reason, command.Note?.Sealed ?? permit?.Memo)]));
    }
}

public static class HoldAfterAllHandler
{
    public static LessonQuestion Load(HoldAfterAll command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        HoldAfterAll command, [WriteAggregate(nameof(HoldAfterAll.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(HoldAfterAll command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.Lesson, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (lesson?.NotHeld is not { } standing) return (Outcome.Refused(Refusals.LessonIsHeld), []);
        if (standing.Last.By != author) return (Outcome.Refused(Refusals.NotHeldIsAnothers), []);
        if (facts.Rules!.Reasons.All(reason => reason.Code != command.Reason)) return (Outcome.Refused(Refusals.ReasonIsMissing), []);
        return (Outcome.Accepted, [Permits.Mark(command.CommandId, new LessonHeldAfterAll(command.Lesson, command.Reason, command.Note?.Sealed ?? permit?.Memo), permit)]);
    }
}
