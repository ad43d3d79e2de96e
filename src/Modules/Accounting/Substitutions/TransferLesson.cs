using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Перенести урок (D-10.13) to another day or hour: both lessons know of each other, recorded at once or not at all.</summary>
/// <param name="To">Of the same course.</param>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
public sealed record TransferLesson(Guid CommandId, LessonId Lesson, LessonId To, string Reason) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);
}

/// <summary>Отменить перенос: the lesson is given where the timetable has it.</summary>
/// <param name="Lesson">The one that was moved away.</param>
public sealed record UndoTransfer(Guid CommandId, LessonId Lesson) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions, Lesson.Resource, Lesson.Date);
}

/// <summary>What a transfer is judged by: both ends of it.</summary>
/// <param name="Target">The lesson as it would stand at the other hour.</param>
/// <param name="Teacher">Who teaches the course there.</param>
public sealed record TransferFacts(
    DecisionFacts From, Lesson? Lesson, long Version, DecisionFacts To, ScheduledLesson? Target, bool IsSchoolDay, IReadOnlyList<Beside> Beside, StaffCard? Teacher,
    Lesson? There, long VersionThere)
{
    /// <summary>That of either end.</summary>
    public Correction? Permit => From.Permit ?? To.Permit;

    /// <summary>The day that it goes to is past its window, closed or paid for.</summary>
    public bool GoesLate => To.Late is not null || To.Permit is not null;

    /// <summary>By what a transfer is let in: late on either day, it is one decision, and a permission opens the other day where it names it.</summary>
    public Correction? PermitTo(LessonId to) => GoesLate ? From.Granted.FirstOrDefault(c => ShiftWish.MovedTo(c.Wanted) == to) : From.Permit;

    public static async Task<TransferFacts> Load(LessonId lesson, LessonId to, Decider by, IDocumentSession session, CancellationToken cancel)
    {
        await MonthLock.Hold(session, [lesson.Date, to.Date], cancel);
        var days = await Schedule.Load(session, lesson.Date < to.Date ? lesson.Date : to.Date, lesson.Date < to.Date ? to.Date : lesson.Date, cancel);
        var lessons = (await session.LoadManyAsync<Lesson>(cancel, lesson.Stream, to.Stream)).ToDictionary(l => l.Key);
        var versions = await StreamVersions.Of(session, [lesson.Stream, to.Stream], cancel);
        var target = days.Find(to) ?? days.At(to);
        return new TransferFacts(
            await DecisionFacts.Of(lesson, days, by, session, cancel), lessons.GetValueOrDefault(lesson), versions.GetValueOrDefault(lesson.Stream),
            await DecisionFacts.Of(to, days, by, session, cancel), target, target is not null && days.IsSchoolDay(target.Course, to.Date),
            target is null ? [] : days.Beside(target), target?.Planned is { } teacher ? days.Staff.GetValueOrDefault(teacher) : null,
            lessons.GetValueOrDefault(to), versions.GetValueOrDefault(to.Stream));
    }
}

public static class TransferLessonHandler
{
    public static Task<TransferFacts> LoadAsync(
        TransferLesson command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        TransferFacts.Load(command.Lesson, command.To, Decider.Of(envelope, clock), session, cancel);

    public static (Outcome, Appends, PermitUse) Handle(TransferLesson command, TransferFacts facts)
    {
        var (outcome, appends) = Decide(command, facts);
        return (outcome, appends.Marked(command.CommandId, facts.PermitTo(command.To)), PermitUse.Of(appends, command.CommandId, facts.PermitTo(command.To)));
    }

    public static (Outcome, Appends) Decide(TransferLesson command, TransferFacts facts) =>
        Forbid(command, facts) is { } refused ? (refused, Appends.None)
        : facts.Lesson?.Shift?.To == command.To ? (Outcome.Accepted, Appends.None)
        : (Outcome.Accepted, new Appends()
            .To(typeof(Lesson), command.Lesson.Stream, facts.Version,
                [.. DecisionRules.Clearing(command.Lesson, facts.Lesson?.Shift), new LessonTransferred(command.Lesson, command.To, command.Reason)])
            .To(typeof(Lesson), command.To.Stream, facts.VersionThere, [new LessonReceived(command.To, command.Lesson)]));

    private static Outcome? Forbid(TransferLesson command, TransferFacts facts)
    {
        var (lesson, to) = (command.Lesson, command.To);
        var permit = facts.PermitTo(to);
        if (DecisionRules.Forbid(lesson, facts.From with { Permit = permit ?? facts.From.Permit }) is { } forbidden) return forbidden;
        if (DecisionRules.ForbidReason(command.Reason) is { } unknown) return unknown;
        if (facts.Lesson?.Shift?.To is { } standing) return standing == to ? null : Outcome.Refused(Refusals.LessonIsTransferred, standing.Date, standing.Slot);
        if (facts.Lesson?.Shift?.From is { } from) return Outcome.Refused(Refusals.LessonCameByTransfer, from.Date, from.Slot);
        if (facts.Lesson is { Unopened: false }) return Outcome.Refused(Refusals.LessonIsBegun);
        if (to.Course != lesson.Course || to == lesson) return Outcome.Refused(Refusals.TransferGoesNowhere);
        if (facts.Target is not { } target || !facts.To.InTerm) return Outcome.Refused(Refusals.DateIsOutsideTerms, to.Date);
        if (!facts.IsSchoolDay) return Outcome.Refused(Refusals.DayIsFree, to.Date);
        if (facts.GoesLate && permit is null && facts.To.Permit is not null) return Outcome.Refused(Refusals.TransferNeedsPermit, lesson.Date, to.Date);
        if (DecisionRules.ForbidLate(to, facts.To with { Permit = facts.GoesLate ? permit : null }) is { } late) return late;
        if (facts.To.Lesson is not null || facts.There is { Stands: true }) return Outcome.Refused(Refusals.SlotIsTaken, to.Date, to.Slot);
        var beside = facts.Beside.Where(b => b.Lesson.Lesson != lesson && !b.Lesson.IsOff).ToList();
        if (beside.Find(b => b.SharesPupils) is { } taken) return Outcome.Refused(Refusals.ClassIsBusy, taken.Lesson.Subject, taken.Lesson.Lesson.Slot);
        if (DecisionRules.ForbidTeacher(facts.Teacher, to.Date) is { } absent) return absent;
        return beside.Find(b => b.Lesson.Occupies(target.Planned!.Value)) is { } busy
            ? Outcome.Refused(Refusals.StaffIsBusy, busy.Lesson.ClassName, busy.Lesson.Lesson.Slot) : null;
    }
}

public static class UndoTransferHandler
{
    public static async Task<TransferFacts?> LoadAsync(
        UndoTransfer command, IDocumentSession session, Envelope envelope, TimeProvider clock, CancellationToken cancel) =>
        (await session.LoadAsync<ChangedLesson>(command.Lesson.Stream, cancel))?.Shift?.To is { } to
            ? await TransferFacts.Load(command.Lesson, to, Decider.Of(envelope, clock), session, cancel) : null;

    public static (Outcome, Appends, PermitUse) Handle(UndoTransfer command, TransferFacts? facts)
    {
        var (outcome, appends) = Decide(command, facts);
        return (outcome, appends.Marked(command.CommandId, facts?.Permit), PermitUse.Of(appends, command.CommandId, facts?.Permit));
    }

    public static (Outcome, Appends) Decide(UndoTransfer command, TransferFacts? facts)
    {
        if (facts?.Lesson?.Shift?.To is not { } to) return (Outcome.Refused(Refusals.LessonIsNotTransferred), Appends.None);
        // The two ends are one decision: what opens one opens the other.
        if (DecisionRules.Forbid(command.Lesson, facts.From with { Permit = facts.Permit }) is { } forbidden) return (forbidden, Appends.None);
        if (DecisionRules.Forbid(to, facts.To with { Permit = facts.Permit }) is { } there) return (there, Appends.None);
        if (facts.There is { Unopened: false }) return (Outcome.Refused(Refusals.LessonIsBegun), Appends.None);
        if (DecisionRules.ForbidComingBack(facts.From with { Beside = [.. facts.From.Beside.Where(b => b.Lesson.Lesson != to)] }) is { } taken) return (taken, Appends.None);
        return (Outcome.Accepted, new Appends()
            .To(typeof(Lesson), command.Lesson.Stream, facts.Version, [new TransferUndone(command.Lesson, to)])
            .To(typeof(Lesson), to.Stream, facts.VersionThere,
                [.. DecisionRules.Clearing(to, facts.There?.Shift), new LessonReturned(to, command.Lesson)]));
    }
}
