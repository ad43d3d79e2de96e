using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Missed;

/// <summary>Пропущенный урок.</summary>
/// <param name="Code">What its code means on the day.</param>
public sealed record MissedLesson(ReportCourse Course, ClassRoster? Class, AbsenceRow Row, AttendanceCode Code)
{
    /// <summary>Восполнено: a grade stands for the very lesson that was missed.</summary>
    public bool MadeGood => Row.Grade is not null;

    public bool Excused => Code.Excused || Row.Kind is not null;

    /// <summary>As it was written, else by its number in the КТП.</summary>
    public string? Topic => Row.Topic ?? (Row.PlanItem is { } item ? Course.Topics.GetValueOrDefault(item) : null);
}

/// <summary>R3: marks of attendance whose code counts as missed by the rules of their day (Z-13.3).</summary>
public static class MissedLessons
{
    public static async Task<IReadOnlyList<MissedLesson>> Of(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var courses = area.Courses.ToDictionary(c => c.Id);
        var (from, to) = area.Days;
        var codes = area.School.Rules.Journal?.Versions.SelectMany(v => v.Attendance).Where(a => a.Missed).Select(a => a.Letter) ?? [];
        return Of(area, courses, await ReportFacts.Absences(session, from, to, area.Asked, codes, cancel));
    }

    public static IReadOnlyList<MissedLesson> Of(ReportArea area, IReadOnlyDictionary<CourseId, ReportCourse> courses, IEnumerable<AbsenceRow> rows)
    {
        var found = new List<MissedLesson>();
        foreach (var row in rows)
        {
            var day = row.Lesson.Date;
            if (!courses.TryGetValue(row.Lesson.Course, out var course) || area.School.Rules.CodeOf(row.Code, day) is not { Missed: true } code) continue;
            if (area.Query.Pupil is { } pupil && pupil != row.Pupil.Value) continue;
            if (area.Query.Teacher is { } teacher && course.TeacherOn(day)?.Value != teacher) continue;
            var schoolClass = FailureMarks.ClassOf(area.School, course, row.Pupil, day);
            if (area.Query.Class is { } asked && schoolClass?.Id != asked) continue;
            found.Add(new MissedLesson(course, schoolClass, row, code));
        }
        return found;
    }
}
