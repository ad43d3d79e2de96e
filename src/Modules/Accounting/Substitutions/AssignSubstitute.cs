using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Назначить замену (D-10.13, Z-4) на один урок, also one to come.</summary>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
/// <param name="Taught">The subject taught instead; null: the planned one.</param>
public sealed record AssignSubstitute(Guid CommandId, LessonId Lesson, StaffId Teacher, string Reason, SubjectId? Taught = null) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class AssignSubstituteHandler
{
    public static async Task<DecisionFacts> LoadAsync(AssignSubstitute command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        (await DecisionFacts.Load(command.Lesson, command.Teacher, command.Taught, Decider.Of(envelope, clock), session, cancel)).Facts;

    public static (Outcome, Events, PermitUse) Handle(
        AssignSubstitute command, [WriteAggregate(nameof(AssignSubstitute.Stream), Required = false)] Lesson? lesson, DecisionFacts facts) => facts.Permitted(command.CommandId, Decide(command, lesson, facts));

    public static (Outcome, Events) Decide(AssignSubstitute command, Lesson? lesson, DecisionFacts facts)
    {
        if (DecisionRules.Forbid(command.Lesson, facts) is { } forbidden) return (forbidden, []);
        if (DecisionRules.ForbidTeacher(facts.Teacher, command.Lesson.Date) is { } absent) return (absent, []);
        if (DecisionRules.ForbidReason(command.Reason) is { } unknown) return (unknown, []);
        if (!facts.SubjectIsKnown) return (Outcome.Refused(Refusals.SubjectIsUnknown), []);
        var former = facts.Lesson!.Planned;
        if (former == command.Teacher) return (Outcome.Refused(Refusals.SubstituteIsTheTeacher), []);
        if (lesson?.NotHeld is not null) return (Outcome.Refused(Refusals.LessonIsNotHeld, command.Lesson.Date, command.Lesson.Slot), []);
        if (lesson?.Shift?.To is { } to) return (Outcome.Refused(Refusals.LessonIsTransferred, to.Date, to.Slot), []);
        if (lesson?.Shift is { Cancelled: true } && DecisionRules.ForbidHour(facts) is { } taken) return (taken, []);
        if (facts.Beside.FirstOrDefault(b => b.Lesson.Occupies(command.Teacher)) is { } busy)
            return (Outcome.Refused(Refusals.StaffIsBusy, busy.Lesson.ClassName, busy.Lesson.Lesson.Slot), []);
        var assigned = new SubstituteAssigned(
            command.Lesson, command.Teacher, former, command.Reason, command.Taught == facts.Course!.Subject ? null : command.Taught, null);
        if (LessonShift.Next(lesson?.Shift, assigned) == lesson?.Shift) return (Outcome.Accepted, []);
        return (Outcome.Accepted, lesson?.Shift is { Cancelled: true } ? [new LessonRestored(command.Lesson), assigned] : [assigned]);
    }
}
