using ElJournal.Kernel;

namespace ElJournal.Accounting.Lessons;

/// <summary>Rules that every entry in a lesson meets.</summary>
internal static class LessonRules
{
    /// <summary>The lesson must be of a real course, in its timetable or already in the journal, inside the year, not in the future and not on a closed page.</summary>
    public static Outcome? Forbid(LessonId id, Lesson? lesson, LessonFacts facts)
    {
        if (facts.Course is null) return Outcome.Refused(Refusals.CourseIsUnknown);
        if (facts.Rules is null) return Outcome.Refused(Refusals.RulesAreMissing, id.Date);
        if (facts.Year?.TermOn(id.Date, facts.Roster?.Level ?? 0) is null) return Outcome.Refused(Refusals.DateIsOutsideTerms, id.Date);
        if (id.Date > facts.Today) return Outcome.Refused(Refusals.LessonIsInFuture, id.Date);
        if (facts.Closed) return Outcome.Refused(Refusals.PageIsClosed, id.Date);
        if (lesson?.Shift is { Cancelled: true }) return Outcome.Refused(Refusals.LessonIsCancelled, id.Date);
        if (lesson?.Shift is { To: { } to }) return Outcome.Refused(Refusals.LessonIsTransferred, to.Date, to.Slot);
        return lesson is not { Stands: true } && !facts.InTimetable ? Outcome.Refused(Refusals.LessonIsNotInTimetable, id.Date, id.Slot) : null;
    }

    /// <summary>
    /// A change of what stands needs a reason once the free minutes are over, or when somebody else made the entry.
    /// An unknown reason code is refused as well.
    /// </summary>
    public static Outcome? ForbidWithoutReason(Touch standing, string author, string? reason, LessonFacts facts)
    {
        var rules = facts.Rules!;
        if (reason is not null)
            return rules.Reasons.Any(r => r.Code == reason) ? null : Outcome.Refused(Refusals.ReasonIsUnknown, reason);
        var free = standing.By == author && facts.EnteredAt?.TryGetValue(standing.Version, out var at) == true && facts.Now < at.AddMinutes(rules.FreeMinutes);
        return free ? null : Outcome.Refused(Refusals.ReasonIsMissing);
    }

    /// <summary>The first event of a lesson opens it.</summary>
    public static IEnumerable<object> Opened(LessonId id, Lesson? lesson) => lesson is null or { Unopened: true } ? [new LessonOpened(id)] : [];
}
