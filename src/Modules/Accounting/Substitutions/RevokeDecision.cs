using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Снять замену: the substitute's right to the lesson ends, also where it was combined with another.</summary>
public sealed record ReleaseSubstitute(Guid CommandId, LessonId Lesson) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

/// <summary>Снять отмену урока: it is given after all.</summary>
public sealed record RestoreLesson(Guid CommandId, LessonId Lesson) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class ReleaseSubstituteHandler
{
    public static async Task<DecisionFacts> LoadAsync(ReleaseSubstitute command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        (await DecisionFacts.Load(command.Lesson, null, null, Decider.Of(envelope, clock), session, cancel)).Facts;

    public static (Outcome, Events, PermitUse) Handle(
        ReleaseSubstitute command, [WriteAggregate(nameof(ReleaseSubstitute.Stream), Required = false)] Lesson? lesson, DecisionFacts facts) => facts.Permitted(command.CommandId, Decide(command, lesson, facts));

    public static (Outcome, Events) Decide(ReleaseSubstitute command, Lesson? lesson, DecisionFacts facts)
    {
        if (lesson?.Substitute is not { } teacher) return (Outcome.Refused(Refusals.SubstituteIsNotAssigned), []);
        if (DecisionRules.Forbid(command.Lesson, facts) is { } forbidden) return (forbidden, []);
        return DecisionRules.ForbidComingBack(facts) is { } taken ? (taken, []) : (Outcome.Accepted, [new SubstituteReleased(command.Lesson, teacher)]);
    }
}

public static class RestoreLessonHandler
{
    public static async Task<DecisionFacts> LoadAsync(RestoreLesson command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        (await DecisionFacts.Load(command.Lesson, null, null, Decider.Of(envelope, clock), session, cancel)).Facts;

    public static (Outcome, Events, PermitUse) Handle(
        RestoreLesson command, [WriteAggregate(nameof(RestoreLesson.Stream), Required = false)] Lesson? lesson, DecisionFacts facts) => facts.Permitted(command.CommandId, Decide(command, lesson, facts));

    public static (Outcome, Events) Decide(RestoreLesson command, Lesson? lesson, DecisionFacts facts)
    {
        if (lesson?.Shift is not { Cancelled: true }) return (Outcome.Refused(Refusals.LessonIsNotCancelled), []);
        if (DecisionRules.Forbid(command.Lesson, facts) is { } forbidden) return (forbidden, []);
        return DecisionRules.ForbidComingBack(facts) is { } taken ? (taken, []) : (Outcome.Accepted, [new LessonRestored(command.Lesson)]);
    }
}
