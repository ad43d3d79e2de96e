using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Отменить урок (D-10.13): nobody gives it.</summary>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
public sealed record CancelLesson(Guid CommandId, LessonId Lesson, string Reason) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class CancelLessonHandler
{
    public static async Task<DecisionFacts> LoadAsync(CancelLesson command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        (await DecisionFacts.Load(command.Lesson, null, null, Decider.Of(envelope, clock), session, cancel)).Facts;

    public static (Outcome, Events, PermitUse) Handle(
        CancelLesson command, [WriteAggregate(nameof(CancelLesson.Stream), Required = false)] Lesson? lesson, DecisionFacts facts) => facts.Permitted(command.CommandId, Decide(command, lesson, facts));

    public static (Outcome, Events) Decide(CancelLesson command, Lesson? lesson, DecisionFacts facts)
    {
        if (DecisionRules.Forbid(command.Lesson, facts) is { } forbidden) return (forbidden, []);
        if (DecisionRules.ForbidReason(command.Reason) is { } unknown) return (unknown, []);
        if (lesson?.Shift?.To is { } to) return (Outcome.Refused(Refusals.LessonIsTransferred, to.Date, to.Slot), []);
        if (lesson?.Shift?.From is { } from) return (Outcome.Refused(Refusals.LessonCameByTransfer, from.Date, from.Slot), []);
        if (lesson is { Unopened: false }) return (Outcome.Refused(Refusals.LessonIsBegun), []);
        if (lesson?.Shift is { Cancelled: true, Reason: var standing } && standing == command.Reason) return (Outcome.Accepted, []);
        var clearing = lesson?.Shift is { Cancelled: true } ? [] : DecisionRules.Clearing(command.Lesson, lesson?.Shift);
        return (Outcome.Accepted, [.. clearing, new LessonCancelled(command.Lesson, facts.Lesson!.Planned, command.Reason)]);
    }
}
