using ElJournal.Setup;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Кандидат на замену, free at that time and present, with what speaks for him or her.</summary>
/// <param name="SameSubject">Teaches the same subject.</param>
/// <param name="KnowsClass">Teaches another course of the class.</param>
/// <param name="InSchool">Has lessons on that day anyway.</param>
/// <param name="SoFar">Substitutions in the month of the lesson.</param>
/// <param name="Proposed">How often just proposed for other lessons.</param>
public sealed record Candidate(StaffId Staff, bool SameSubject, bool KnowsClass, bool InSchool, int SoFar, int Proposed = 0);

/// <summary>Ranks who may give a lesson in another's place: same subject, then fewest substitutions, then who is in the building and knows the class.</summary>
public static class Candidates
{
    /// <param name="proposed">How often each is already proposed beside.</param>
    public static IReadOnlyList<Candidate> For(ScheduledLesson lesson, Schedule schedule, IReadOnlyDictionary<StaffId, int>? proposed = null)
    {
        var day = lesson.Lesson.Date;
        var month = PayMonths.Of(day);
        var busy = schedule.Beside(lesson).Select(b => b.Lesson).ToList();
        var soFar = schedule.Shifts.Where(s => s.Value.Teacher is not null && PayMonths.Of(s.Key.Date) == month).CountBy(s => s.Value.Teacher!.Value).ToDictionary();
        var teaching = schedule.Courses.Where(c => c.IsTaughtOn(day)).SelectMany(c => c.Teachers.Where(t => t.From <= day && !(day > t.To)).Select(t => (t.Teacher, Course: c))).ToLookup(t => t.Teacher, t => t.Course);
        var today = schedule.Lessons.Where(l => l.Lesson.Date == day).Select(l => l.Giver).OfType<StaffId>().ToHashSet();
        return
        [
            .. schedule.Staff.Values
                .Where(s => s.Staff != lesson.Planned && s.Staff != lesson.Giver && s.From <= day && !(s.Dismissed <= day) && !s.IsAway(day) && teaching.Contains(s.Staff)
                    && !busy.Exists(b => b.Occupies(s.Staff)))
                .Select(s => new Candidate(
                    s.Staff, teaching[s.Staff].Any(c => c.Subject == lesson.Course.Subject),
                    teaching[s.Staff].Any(c => c.Classes.Intersect(lesson.Course.Classes).Any()), today.Contains(s.Staff),
                    soFar.GetValueOrDefault(s.Staff), proposed?.GetValueOrDefault(s.Staff) ?? 0))
                .OrderByDescending(c => c.SameSubject).ThenBy(c => c.SoFar + c.Proposed).ThenByDescending(c => c.InSchool).ThenByDescending(c => c.KnowsClass)
                .ThenBy(c => c.Staff.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lessons with which this one can be given as one: of the same subject or year level, with a teacher who is there.</summary>
    public static IReadOnlyList<ScheduledLesson> Partners(ScheduledLesson lesson, Schedule schedule) =>
    [
        .. schedule.Beside(lesson).Where(b => !b.SharesPupils || b.Lesson.Course.Group is not null).Select(b => b.Lesson)
            .Where(l => l.Giver is { } giver && giver != lesson.Planned && l.Shift?.With is null && schedule.Staff.GetValueOrDefault(giver)?.IsAway(lesson.Lesson.Date) == false
                && (l.Course.Subject == lesson.Course.Subject || l.Course.Level == lesson.Course.Level))
            .OrderByDescending(l => l.Course.Subject == lesson.Course.Subject).ThenByDescending(l => l.Course.Classes.Intersect(lesson.Course.Classes).Any())
            .ThenByDescending(l => l.Course.Level == lesson.Course.Level).ThenBy(l => l.ClassName, StringComparer.CurrentCulture),
    ];
}
