using System.Globalization;
using ElJournal.Control;
using ElJournal.Kernel;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Keeping;

/// <summary>Как заполнен урок.</summary>
/// <param name="Filled">The topic is there.</param>
/// <param name="Late">By how much the topic came after its deadline; null: it did not.</param>
/// <param name="NoHomework">None is given though the norms allow it and nobody has said that none was to be given.</param>
public sealed record KeptLesson(GivenLesson Lesson, bool Filled, TimeSpan? Late, bool NoAttendance, bool NoHomework)
{
    public bool IsAmiss => !Filled || Late is not null || NoAttendance || NoHomework;
}

/// <summary>Обучающийся с меньшим числом отметок, чем требует накопляемость.</summary>
public sealed record FewGrades(ReportCourse Course, PupilId Pupil, StaffId? Teacher, int Count, int Needed);

/// <summary>R5 as pure functions of lessons and dated rules.</summary>
public static class KeepingFacts
{
    /// <summary>Lessons whose topic is due: those entered, and those whose deadline is over.</summary>
    public static IReadOnlyList<KeptLesson> Lessons(ReportArea area, ILookup<CourseId, GivenLesson> given, DateOnly from, DateOnly to)
    {
        var deadlines = new Dictionary<DateOnly, DateTimeOffset>();
        var forbidden = new Dictionary<(DateOnly, int), bool>();
        var found = new List<KeptLesson>();
        var whole = area.Reader.AllowEver(area.May, Grant.WholeSchool);
        foreach (var lesson in given.SelectMany(l => l))
        {
            if (lesson.Day < from || lesson.Day > to || (area.Query.Teacher is { } asked && lesson.Teacher?.Value != asked)) continue;
            // A teacher's right has days: what a predecessor left undone is not shown.
            if (!whole && !area.Reader.Allow(area.May, Streams.Course(lesson.Course.Id), lesson.Day)) continue;
            if (!deadlines.TryGetValue(lesson.Day, out var deadline)) deadlines[lesson.Day] = deadline = Deadline(area.School, lesson.Day);
            var at = lesson.Fact?.TopicAt;
            if (at is null && area.Now < deadline) continue;
            if (!forbidden.TryGetValue((lesson.Day, lesson.Course.Level), out var none))
                forbidden[(lesson.Day, lesson.Course.Level)] = none = area.School.Rules.Norms?.On(lesson.Day)?.Levels.FirstOrDefault(n => n.Level == lesson.Course.Level)?.Homework == 0;
            found.Add(new KeptLesson(
                lesson, at is not null, at > deadline ? at - deadline : null, lesson.Fact?.AttendanceAt is null,
                lesson.Course.IsCore && !none && lesson.Fact?.HomeworkAt is null && lesson.Fact?.WithoutHomework != true));
        }
        return found;
    }

    /// <summary>By the rules of the lesson's day; a school without deadlines waits to the end of the day.</summary>
    private static DateTimeOffset Deadline(ReportSchool school, DateOnly day)
    {
        var rule = school.Rules.DeadlinesOn(day)?.Entries.FirstOrDefault(e => e.Entry == TimedEntries.Topic);
        return rule?.Time is { } time
            ? school.Instant(day.AddDays(rule.Days), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture))
            : school.Instant(day.AddDays((rule?.Days ?? 0) + 1), TimeOnly.MinValue);
    }

    /// <summary>Of the pupils of graded courses those who have fewer grades than their minimum; while a term runs, than its share by the lessons given.</summary>
    /// <param name="counts">Grades that stand in the term up to the day.</param>
    public static IEnumerable<FewGrades> Few(
        ReportArea area, ILookup<CourseId, GivenLesson> given, IReadOnlyDictionary<(CourseId, PupilId), int> counts,
        ILookup<CourseId, (PupilId Pupil, DateOnly From, DateOnly? To)> exemptions, DateOnly to)
    {
        var individual = area.School.Courses.Values.Where(c => c.IsIndividual).SelectMany(c => c.Group!.Pupils.Select(p => (c.Card.Subject, Enrolment: p))).ToLookup(p => p.Enrolment.Pupil);
        foreach (var course in area.Courses)
        {
            if (course.Roster is not { } roster || area.School.Year.TermToShow(to, course.Level) is not { } term || !area.School.Rules.IsGraded(area.School.Year, course, term)) continue;
            if (area.School.Rules.Terms?.On(term.To)?.MinimumOf(term.Kind, course.Card.Hours)?.Grades is not { } minimum) continue;
            var last = to < term.To ? to : term.To;
            var teacher = course.TeacherOn(last);
            if (area.Query.Teacher is { } asked && teacher?.Value != asked) continue;
            var lessons = given[course.Id].Where(l => l.Day >= term.From && l.Day <= term.To).ToList();
            foreach (var pupil in roster.Pupils.Where(p => p.From <= last && !(p.Left <= last)).GroupBy(p => p.Pupil))
            {
                if (exemptions[course.Id].Any(e => e.Pupil == pupil.Key && e.From <= last && !(last > e.To))
                    || (!course.IsIndividual && individual[pupil.Key].Any(i => i.Subject == course.Card.Subject && i.Enrolment.From <= last && !(i.Enrolment.Left <= last)))) continue;
                var from = pupil.Min(p => p.From);
                var needed = lessons.Count == 0 ? 0 : minimum * lessons.Count(l => l.Day <= last && l.Day >= from) / lessons.Count;
                var count = counts.GetValueOrDefault((course.Id, pupil.Key));
                if (count < needed) yield return new FewGrades(course, pupil.Key, teacher, count, needed);
            }
        }
    }

    /// <summary>Дни с уроками, которые учитель не назвал заполненными.</summary>
    public static IEnumerable<(StaffId Staff, DateOnly Day)> Unsigned(IEnumerable<KeptLesson> lessons, IReadOnlySet<(StaffId, DateOnly)> signed) =>
        lessons.Where(l => l.Lesson.Teacher is not null).Select(l => (Staff: l.Lesson.Teacher!.Value, l.Lesson.Day)).Distinct().Where(d => !signed.Contains((d.Staff, d.Day)));

    /// <summary>Median of the delays in minutes; null where nothing was late. Of an even number the lower of the two in the middle.</summary>
    public static int? MedianMinutes(IEnumerable<KeptLesson> lessons)
    {
        var late = lessons.Select(l => l.Late).OfType<TimeSpan>().Order().ToList();
        return late.Count == 0 ? null : (int)late[(late.Count - 1) / 2].TotalMinutes;
    }
}
