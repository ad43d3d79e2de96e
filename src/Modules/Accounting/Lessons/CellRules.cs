using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Lessons;

/// <summary>Rules of what may stand in a cell beside a mark: the point, a comment, a grade of one who was absent.</summary>
internal static class CellRules
{
    public const int LongestComment = 300;

    public static Outcome? Forbid(EnterCell entry, Cell cell, CellValue wanted, LessonFacts facts)
    {
        if (entry.Comment is { } comment)
        {
            if (comment.Words?.Value.Length > LongestComment) return Outcome.Refused(Refusals.CommentIsLong, LongestComment);
            if (comment.Seen != cell.Commented) return Outcome.Refused(Refusals.CommentIsChanged);
        }
        // What was owed is given for a later work, whoever was absent from the lesson itself.
        var owed = cell.Due is not null || (cell.Attendance == wanted.Attendance && cell.Standing.Any());
        if (wanted.Grades.Count > 0 && !owed && facts.Marking?.AbsentGrade != AbsentGrades.Warn
            && facts.Rules!.Attendance.Any(a => a.Missed && a.Letter == wanted.Attendance))
            return Outcome.Refused(Refusals.PupilIsAbsent, wanted.Attendance);
        if (!wanted.Deferred) return null;
        return Due(entry, cell, wanted, facts) is not { } due
            ? Outcome.Refused(Refusals.PointLacksDue)
            : due != cell.Due && (due <= entry.Lesson.Date || due > facts.Year!.To)
                ? Outcome.Refused(Refusals.PointIsDueOff, entry.Lesson.Date, facts.Year!.To)
                : null;
    }

    /// <summary>Until when the grade is owed: as named, or as it stands, or by the school's rules, at the latest on the year's last day.</summary>
    public static DateOnly? Due(EnterCell entry, Cell cell, CellValue wanted, LessonFacts facts)
    {
        if (!wanted.Deferred) return null;
        if ((entry.Due ?? cell.Due) is { } named) return named;
        if (facts.Marking is not { } rules) return null;
        var due = entry.Lesson.Date.AddDays(rules.PointDays);
        return due > facts.Year!.To ? facts.Year.To : due;
    }

    /// <summary>A recorded grade ends the point by itself.</summary>
    public static IEnumerable<object> Deferral(EnterCell entry, Cell cell, CellValue wanted, DateOnly? due)
    {
        if (due is { } day && day != cell.Due) yield return new GradeDeferred(entry.Lesson, entry.Pupil, day);
        if (cell.Due is not null && due is null && wanted.Grades.Count == 0) yield return new DeferralWithdrawn(entry.Lesson, entry.Pupil);
    }

    public static IReadOnlyList<object> Said(EnterCell entry, Cell cell) => entry.Comment is not { } comment || (comment.Words is null && cell.Comment is null)
        ? []
        : [new CellCommented(entry.Lesson, entry.Pupil, comment.Words?.Sealed)];
}
