using System.Globalization;
using ElJournal.Accounting.Register;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Своевременность записей в уроке: topic (D-14.1, Z-10.1), attendance (D-14.4, Z-10.4), homework (D-14.6, Z-10.6). Each lesson that is given is
/// judged by the deadline in force on its day.
/// </summary>
internal static class EntryChecks
{
    /// <summary>Своевременность записи уроков: every lesson that was given needs its topic.</summary>
    public static IEnumerable<Finding> OfLessons(Picture picture, CheckArea area) =>
        Of(picture, area, TimedEntries.Topic, fact => fact?.TopicAt, (_, _) => true);

    /// <summary>Учёт посещаемости: somebody has looked who was there.</summary>
    public static IEnumerable<Finding> OfAttendance(Picture picture, CheckArea area) =>
        Of(picture, area, TimedEntries.Attendance, fact => fact?.AttendanceAt, (_, _) => true);

    /// <summary>
    /// Наличие домашних заданий: of lessons of the curriculum, where the norm allows homework at all. Where a teacher has said that nothing was to be
    /// given, nothing is missing.
    /// </summary>
    public static IEnumerable<Finding> OfHomework(Picture picture, CheckArea area)
    {
        var forbidden = new Dictionary<(DateOnly, int), bool>();
        return Of(picture, area, TimedEntries.Homework, fact => fact?.HomeworkAt, (course, lesson) => course.IsCore && !IsForbidden(course.Level, lesson.Date));

        bool IsForbidden(int level, DateOnly day)
        {
            if (!forbidden.TryGetValue((day, level), out var none))
                forbidden[(day, level)] = none = picture.Rules.Norms?.On(day)?.Levels.FirstOrDefault(n => n.Level == level)?.Homework == 0;
            return none;
        }
    }

    private static IEnumerable<Finding> Of(
        Picture picture, CheckArea area, string entry, Func<LessonFact?, DateTimeOffset?> done, Func<CourseView, LessonView, bool> asked)
    {
        var deadlines = new Dictionary<DateOnly, DateTimeOffset?>();
        foreach (var (course, lesson) in area.Lessons(picture))
        {
            if (!lesson.IsGiven || !asked(course, lesson) || DeadlineOf(lesson.Date) is not { } deadline) continue;
            var at = done(lesson.Fact);
            yield return new Finding(course, lesson, lesson.Date, course.TeacherOf(lesson), Judge(at, deadline)) { At = at };

            Verdict Judge(DateTimeOffset? when, DateTimeOffset until) => when is { } moment ? moment <= until ? Verdict.Good : Verdict.Late
                : entry == TimedEntries.Homework && lesson.Fact?.WithoutHomework == true ? Verdict.Excused
                : picture.At < until ? Verdict.Waiting : Verdict.Missing;
        }

        DateTimeOffset? DeadlineOf(DateOnly day)
        {
            if (deadlines.TryGetValue(day, out var known)) return known;
            var rule = picture.Rules.Control?.On(day)?.Entries.FirstOrDefault(e => e.Entry == entry);
            return deadlines[day] = rule is null ? null
                : rule.Time is { } time ? picture.Instant(day.AddDays(rule.Days), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture))
                : picture.Midnight(day.AddDays(rule.Days));
        }
    }
}
