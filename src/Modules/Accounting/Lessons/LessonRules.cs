using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Lessons;

/// <summary>Rules that every entry in a lesson meets.</summary>
internal static class LessonRules
{
    /// <summary>The lesson must be of a real course, in its timetable or already in the journal, inside the year, not in the future, and still in the teacher's own time.</summary>
    public static Outcome? Forbid(LessonId id, Lesson? lesson, LessonFacts facts) => Forbid(id, lesson, facts, CorrectionKinds.Lesson, null, "", out _);

    /// <summary>The same for one place of the lesson, which a permission may open when the teacher's own time is over.</summary>
    /// <param name="kind">One of <see cref="CorrectionKinds"/>.</param>
    /// <param name="permit">The permission without which the entry would be refused; its events are to carry it (<see cref="Permits.Mark"/>).</param>
    public static Outcome? Forbid(LessonId id, Lesson? lesson, LessonFacts facts, string kind, PupilId? pupil, string author, out Correction? permit)
    {
        permit = null;
        if (facts.Course is null) return Outcome.Refused(Refusals.CourseIsUnknown);
        if (facts.Rules is null) return Outcome.Refused(Refusals.RulesAreMissing, id.Date);
        if (facts.Year?.TermOn(id.Date, facts.Roster?.Level ?? 0) is null) return Outcome.Refused(Refusals.DateIsOutsideTerms, id.Date);
        if (id.Date > facts.Today) return Outcome.Refused(Refusals.LessonIsInFuture, id.Date);
        (permit, var late) = Permits.Judge(facts.Corrections, id.Date, facts.Closed, facts.Today, facts.Pending, kind, pupil, author, facts.Now);
        if (late is not null) return late;
        if (lesson?.Shift is { Cancelled: true }) return Outcome.Refused(Refusals.LessonIsCancelled, id.Date);
        if (lesson?.Shift is { To: { } to }) return Outcome.Refused(Refusals.LessonIsTransferred, to.Date, to.Slot);
        return lesson is not { Stands: true } && !facts.InTimetable ? Outcome.Refused(Refusals.LessonIsNotInTimetable, id.Date, id.Slot) : null;
    }

    /// <summary>
    /// A change of what stands needs a reason once the author's free time is over, or when somebody else made the entry: by the regulation of
    /// corrections, or, where the school has none, by the free minutes of the entry rules. An unknown reason code is refused as well.
    /// </summary>
    /// <param name="words">Whether words came with the reason; null: there is no place for them.</param>
    /// <param name="permit">The permission by which it is changed: it brought its reason with it.</param>
    public static Outcome? ForbidWithoutReason(Touch standing, string author, string? reason, LessonFacts facts, bool? words = null, Correction? permit = null)
    {
        var rules = facts.Rules!;
        if (reason is not null && rules.Reasons.All(r => r.Code != reason)) return Outcome.Refused(Refusals.ReasonIsUnknown, reason);
        if (permit is not null) return null;
        var (own, at) = (standing.By == author, facts.EnteredAt?.TryGetValue(standing.Version, out var entered) == true ? entered : (DateTimeOffset?)null);
        if (facts.Corrections is not { } regulation)
            return reason is not null || (own && at is { } then && facts.Now < then.AddMinutes(rules.FreeMinutes)) ? null : Outcome.Refused(Refusals.ReasonIsMissing);
        // When it was entered is not asked where the person saw nothing of it: then it counts as of another day.
        var day = at is { } moment && facts.School is { } school ? school.DayAt(moment) : DateOnly.MinValue;
        if (Zones.Of(regulation, new Occasion(facts.Today, day, own, false, facts.Today)) is Zone.Free) return null;
        if (reason is null) return Outcome.Refused(Refusals.ReasonIsMissingInWindow, regulation.Act, regulation.WindowClause);
        return regulation.NeedsWords && words == false ? Outcome.Refused(Refusals.WordsAreMissing, regulation.Act, regulation.WindowClause) : null;
    }

    /// <summary>The entry lacks a reason or its words, and nothing else.</summary>
    public static bool AsksReason(RefusalKind kind) =>
        kind == Refusals.ReasonIsMissing || kind == Refusals.ReasonIsMissingInWindow || kind == Refusals.WordsAreMissing;

    /// <summary>The first event of a lesson opens it.</summary>
    public static IEnumerable<object> Opened(LessonId id, Lesson? lesson) => lesson is null or { Unopened: true } ? [new LessonOpened(id)] : [];
}
