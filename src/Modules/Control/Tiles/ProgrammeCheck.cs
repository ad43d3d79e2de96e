using ElJournal.Setup.Register;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Прохождение программы (D-14.5, Z-10.5) of every course with a КТП: hours of the plan due by the timetable, hours gone through by the recorded topics,
/// and the lag between them. A cancelled lesson, and one in another subject, is an hour due and not gone through; a lesson made good beside the timetable,
/// and a topic put together with another, catches up.
/// </summary>
internal static class ProgrammeCheck
{
    public static IEnumerable<Finding> Of(Picture picture, CheckArea area)
    {
        var day = picture.Day < area.To ? picture.Day : area.To;
        foreach (var course in area.Courses(picture))
        {
            if (course.Plan.Count == 0 || picture.Rules.Control?.On(day) is not { } rules) continue;
            var teacher = course.Card.TeacherOn(day)?.Teacher;
            if (!area.Concerns(teacher)) continue;
            var progress = Progress.Of(course, day, picture.Day);
            if (progress.Due == 0) continue;
            yield return new Finding(course, null, day, teacher, progress.Lag >= rules.LagHours ? Verdict.Missing : Verdict.Good)
            { Amount = progress.Lag, Of = progress.Due };
        }
    }
}

/// <summary>Ход программы of a course up to a day.</summary>
/// <param name="Due">Hours of the plan due by the timetable.</param>
/// <param name="Given">Lessons given in the subject, with a topic.</param>
/// <param name="Reached">Hours of the plan gone through.</param>
/// <param name="MadeGood">Of those given, beside the timetable: transferred here or outside it.</param>
public sealed record Progress(int Due, int Given, int Reached, int MadeGood)
{
    /// <summary>Отставание; negative when ahead.</summary>
    public int Lag => Due - Reached;

    /// <summary>Уплотнение: hours of the plan gone through by fewer lessons.</summary>
    public int Merged => Math.Max(0, Reached - Given);

    /// <param name="day">The last day looked at.</param>
    /// <param name="today">The picture's own day: a lesson of it is due only when something is said of it.</param>
    public static Progress Of(CourseView course, DateOnly day, DateOnly today)
    {
        var position = new PlanPosition(course.Places);
        var (due, given, reached, madeGood) = (0, 0, 0, 0);
        foreach (var lesson in course.Lessons)
        {
            if (lesson.Date > day) break;
            var fact = lesson.Fact;
            if (lesson.Date == today && fact is not { TopicAt: not null } && lesson.IsGiven) continue;
            if (lesson.Scheduled) due++;
            if (!lesson.IsGiven || fact?.TopicAt is null || fact.Shift?.Taught is not null) continue;
            given++;
            if (!lesson.Scheduled) madeGood++;
            // A topic of the teacher's own takes an hour of the plan as well.
            reached = Math.Max(reached, (fact.PlanItem is { } number ? position.After(number, fact.PlanPart) : null) ?? reached + 1);
        }
        return new Progress(Math.Min(due, course.Plan.Count), given, Math.Min(reached, course.Plan.Count), madeGood);
    }
}
