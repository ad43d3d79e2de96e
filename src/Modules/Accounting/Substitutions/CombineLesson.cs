using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Объединить урок (D-10.13) with one at the same time: its teacher gives both at once, on two pages and with two topics.</summary>
/// <param name="With">The lesson whose teacher receives the class or group.</param>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
public sealed record CombineLesson(Guid CommandId, LessonId Lesson, LessonId With, string Reason) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class CombineLessonHandler
{
    public static async Task<DecisionFacts> LoadAsync(CombineLesson command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel)
    {
        var (facts, schedule) = await DecisionFacts.Load(command.Lesson, null, null, Decider.Of(envelope, clock), session, cancel);
        return facts with { Teacher = schedule.Find(command.With)?.Giver is { } giver ? schedule.Staff.GetValueOrDefault(giver) : null };
    }

    public static (Outcome, Events, PermitUse) Handle(
        CombineLesson command, [WriteAggregate(nameof(CombineLesson.Stream), Required = false)] Lesson? lesson, DecisionFacts facts) => facts.Permitted(command.CommandId, Decide(command, lesson, facts));

    public static (Outcome, Events) Decide(CombineLesson command, Lesson? lesson, DecisionFacts facts)
    {
        if (DecisionRules.Forbid(command.Lesson, facts) is { } forbidden) return (forbidden, []);
        if (DecisionRules.ForbidReason(command.Reason) is { } unknown) return (unknown, []);
        if (lesson?.NotHeld is not null) return (Outcome.Refused(Refusals.LessonIsNotHeld, command.Lesson.Date, command.Lesson.Slot), []);
        if (lesson?.Shift?.To is { } to) return (Outcome.Refused(Refusals.LessonIsTransferred, to.Date, to.Slot), []);
        if (lesson?.Shift is { Cancelled: true } && DecisionRules.ForbidHour(facts) is { } taken) return (taken, []);
        if (facts.Beside.FirstOrDefault(b => b.Lesson.Lesson == command.With)?.Lesson is not { Giver: { } giver, Shift: not { With: not null } } with)
            return (Outcome.Refused(Refusals.LessonCannotReceive), []);
        if (giver == facts.Lesson!.Planned) return (Outcome.Refused(Refusals.SubstituteIsTheTeacher), []);
        if (DecisionRules.ForbidTeacher(facts.Teacher, command.Lesson.Date) is { } absent) return (absent, []);
        if (facts.Beside.FirstOrDefault(b => b.Lesson.Lesson != command.With && b.Lesson.Shift?.With != command.With && b.Lesson.Occupies(giver)) is { } busy)
            return (Outcome.Refused(Refusals.StaffIsBusy, busy.Lesson.ClassName, busy.Lesson.Lesson.Slot), []);
        var taught = with.Shift?.Taught ?? with.Course.Subject;
        var assigned = new SubstituteAssigned(
            command.Lesson, giver, facts.Lesson.Planned, command.Reason, taught == facts.Course!.Subject ? null : taught, command.With);
        if (LessonShift.Next(lesson?.Shift, assigned) == lesson?.Shift) return (Outcome.Accepted, []);
        return (Outcome.Accepted, lesson?.Shift is { Cancelled: true } ? [new LessonRestored(command.Lesson), assigned] : [assigned]);
    }
}
