using ElJournal.Setup;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Объём домашних заданий (D-14.7, Z-10.7): the minutes that a class has to do for a day, against the sanitary norm of its year level in force on that
/// day. Of groups that share a class in one subject the longest counts, since a pupil sits in one of them.
/// </summary>
internal static class HomeworkLoadCheck
{
    public static IEnumerable<Finding> Of(Picture picture, CheckArea area)
    {
        var loads = new Dictionary<(ClassId Class, DateOnly Day), Dictionary<SubjectId, (CourseView Course, LessonView Lesson, int Minutes)>>();
        foreach (var course in area.Courses(picture).Where(c => c.IsCore && !c.IsIndividual))
        {
            // What is to be done on the first day asked for was given before it.
            foreach (var (lesson, day) in Given(course).Where(g => g.Day >= area.From && g.Day <= area.To && g.Lesson.Date <= picture.Day))
            {
                if (!area.Concerns(course.TeacherOf(lesson))) continue;
                foreach (var schoolClass in course.Card.Classes.Where(c => area.Class is null || c == area.Class))
                {
                    var load = loads.TryGetValue((schoolClass, day), out var known) ? known : loads[(schoolClass, day)] = [];
                    var minutes = lesson.Fact!.Minutes!.Value;
                    if (!load.TryGetValue(course.Card.Subject, out var standing) || standing.Minutes < minutes) load[course.Card.Subject] = (course, lesson, minutes);
                }
            }
        }
        foreach (var ((schoolClass, day), load) in loads)
        {
            var most = load.Values.MaxBy(l => l.Minutes).Course;
            if (picture.Rules.Norms?.On(day)?.Levels.FirstOrDefault(n => n.Level == most.Level)?.Homework is not { } norm) continue;
            var minutes = load.Values.Sum(l => l.Minutes);
            yield return new Finding(most, null, day, null, minutes > norm ? Verdict.Missing : Verdict.Good) { Amount = minutes, Of = norm, Class = schoolClass, Parts = [.. load.Values.OrderByDescending(l => l.Minutes).Select(l => (l.Course, l.Lesson))] };
        }
    }

    /// <summary>Lessons with common homework and the day for which it is to be done: the one chosen, else that of the course's next lesson.</summary>
    internal static IEnumerable<(LessonView Lesson, DateOnly Day)> Given(CourseView course)
    {
        for (var i = 0; i < course.Lessons.Count; i++)
        {
            var lesson = course.Lessons[i];
            if (lesson.Fact is { HomeworkAt: not null, Minutes: > 0 } fact && (fact.Due?.Date ?? After(course, i)) is { } day) yield return (lesson, day);
        }
    }

    private static DateOnly? After(CourseView course, int place)
    {
        for (var i = place + 1; i < course.Lessons.Count; i++)
        {
            if (course.Lessons[i].Date > course.Lessons[place].Date && course.Lessons[i].IsGiven) return course.Lessons[i].Date;
        }
        return null;
    }
}
