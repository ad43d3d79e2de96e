using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Failures;

/// <summary>Что стало с неудовлетворительной отметкой.</summary>
public enum FailureEnd
{
    /// <summary>Стоит.</summary>
    Stands,

    /// <summary>Стоит, but a better grade was given in the same cell later.</summary>
    Retaken,

    /// <summary>Исправлена на другую.</summary>
    Corrected,

    /// <summary>Снята.</summary>
    Withdrawn,
}

/// <summary>Неудовлетворительная отметка in a lesson.</summary>
public sealed record FailureMark(ReportCourse Course, ClassRoster? Class, GradeRow Row, FailureEnd End)
{
    public StaffId? Teacher => Course.TeacherOn(Row.Lesson.Date);

    /// <summary>As it was written, else by its number in the КТП.</summary>
    public string? Topic => Row.Topic ?? (Row.PlanItem is { } item ? Course.Topics.GetValueOrDefault(item) : null);
}

/// <summary>R4: grades that count for «2» and less by the rules of their day (Z-13.4).</summary>
public static class FailureMarks
{
    private const int Worst = 2;

    public static async Task<IReadOnlyList<FailureMark>> Of(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var courses = area.Courses.Where(c => c.IsCore).ToDictionary(c => c.Id);
        var (from, to) = area.Days;
        return Of(area, courses, await ReportFacts.Grades(session, from, to, area.Asked, Symbols(area.School.Rules), cancel));
    }

    public static IReadOnlyList<FailureMark> Of(ReportArea area, IReadOnlyDictionary<CourseId, ReportCourse> courses, IEnumerable<GradeRow> rows)
    {
        var rules = area.School.Rules;
        var found = new List<FailureMark>();
        foreach (var row in rows)
        {
            var day = row.Lesson.Date;
            if (!courses.TryGetValue(row.Lesson.Course, out var course) || !IsBad(row.Grade)) continue;
            // What its author took back within the free minutes was a slip of the hand.
            if (row.Until is { } until && until - row.Since <= TimeSpan.FromMinutes(rules.Journal?.On(day)?.FreeMinutes ?? 0)) continue;
            if (area.Query.Pupil is { } pupil && pupil != row.Pupil.Value) continue;
            if (area.Query.Teacher is { } teacher && course.TeacherOn(day)?.Value != teacher) continue;
            var schoolClass = ClassOf(area.School, course, row.Pupil, day);
            if (area.Query.Class is { } asked && schoolClass?.Id != asked) continue;
            found.Add(new FailureMark(course, schoolClass, row, row.Until is null
                ? row.Other is { } other && !IsBad(other) && rules.RankOf(course, other, day) is not null ? FailureEnd.Retaken : FailureEnd.Stands
                : row.Next is null ? FailureEnd.Withdrawn : FailureEnd.Corrected));

            bool IsBad(string grade) => rules.RankOf(course!, grade, day) is <= Worst;
        }
        return found;
    }

    /// <summary>The class in which a pupil was on the day of a lesson.</summary>
    public static ClassRoster? ClassOf(ReportSchool school, ReportCourse course, PupilId pupil, DateOnly day)
    {
        ClassRoster? found = null;
        foreach (var id in course.Card.Classes)
        {
            if (!school.Classes.TryGetValue(id, out var roster)) continue;
            found ??= roster;
            if (roster.On(pupil, day) is not null) return roster;
        }
        return found;
    }

    /// <summary>Symbols that may count for so little, by some version of the rules.</summary>
    private static IEnumerable<string> Symbols(ReportRules rules)
    {
        var ranked = rules.Terms?.Versions.SelectMany(v => v.Ranks).Where(r => r.Rank <= Worst).Select(r => r.Symbol).ToList() ?? [];
        var valued = (rules.Journal?.Versions.SelectMany(v => v.Grades) ?? []).Concat(rules.Grading?.Versions.SelectMany(v => v.Systems).SelectMany(s => s.Symbols) ?? [])
            .Where(s => s.Hundredths < (Worst * 100) + 50).Select(s => s.Symbol);
        return ranked.Concat(valued);
    }
}
