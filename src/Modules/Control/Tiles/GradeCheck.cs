using System.Globalization;
using ElJournal.Accounting.Register;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Своевременность выставления отметок (D-14.2, Z-10.2): of every lesson with grades, whether all of them came by the deadline of its kind of work;
/// a work whose kind has a deadline of its own must have some. A pupil who was absent, or whose grade was put off, is not waited for.
/// </summary>
internal static class GradeCheck
{
    public static IEnumerable<Finding> Of(Picture picture, CheckArea area)
    {
        var known = new Dictionary<(DateOnly, string?, int), GradeDeadline>();
        foreach (var (course, lesson) in area.Lessons(picture))
        {
            if (!course.IsCore || !lesson.IsGiven || picture.Rules.Control?.On(lesson.Date) is not { } rules) continue;
            var kind = lesson.Fact?.WorkType;
            if (!known.TryGetValue((rules.From, kind, course.Level), out var rule)) known[(rules.From, kind, course.Level)] = rule = RuleOf(rules, kind, course.Level);
            var days = rule.Days ?? DaysToNext(course, lesson);
            if (lesson.Grades.Count == 0)
            {
                if (rule.WorkTypes.Count == 0) continue;
                var over = picture.At >= picture.Midnight(lesson.Date.AddDays(days));
                yield return new Finding(course, lesson, lesson.Date, course.TeacherOf(lesson), over ? Verdict.Missing : Verdict.Waiting) { Kind = kind };
                continue;
            }
            var late = lesson.Grades.Count(grade => IsLate(grade, days, lesson.Date, picture.Rules.Journal));
            yield return new Finding(course, lesson, lesson.Date, course.TeacherOf(lesson), late == 0 ? Verdict.Good : Verdict.Late)
            { Kind = kind, Amount = late, Of = lesson.Grades.Count };
        }
    }

    internal static GradeDeadline RuleOf(ControlRulesSet rules, string? kind, int level) =>
        rules.Grades.First(g => (g.WorkTypes.Count == 0 || (kind is not null && g.WorkTypes.Contains(kind))) && (g.Levels.Count == 0 || g.Levels.Contains(level)));

    /// <summary>Until the day of the next lesson of the course; of the last of a year, a week.</summary>
    private static int DaysToNext(CourseView course, LessonView lesson)
    {
        const int AfterTheLast = 7;
        return course.Lessons.FirstOrDefault(l => l.Date > lesson.Date && l.IsGiven) is { } next ? next.Date.DayNumber - lesson.Date.DayNumber : AfterTheLast;
    }

    private static bool IsLate(GradeMark grade, int days, DateOnly date, JournalRules? journal)
    {
        if (grade.LateDays <= days) return false;
        if (grade.Excuse is not { } excuse) return true;
        if (excuse.StartsWith(LateExcuses.Point, StringComparison.Ordinal))
            return date.AddDays(grade.LateDays) > DateOnly.ParseExact(excuse[LateExcuses.Point.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        // Who came late was there.
        var code = excuse[LateExcuses.Absent.Length..];
        return journal?.On(date)?.Attendance.FirstOrDefault(a => a.Letter == code)?.Missed != true;
    }
}
