using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control.Tiles;

/// <summary>What is looked at: by whom it may be seen, and what of that was asked for (D-14: school, supervision area, level, class, teacher, page).</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive; days after the picture's own are not looked at.</param>
public sealed record CheckArea(Grants Reader, DateOnly From, DateOnly To)
{
    public int? Level { get; init; }

    public ClassId? Class { get; init; }

    public SubjectId? Subject { get; init; }

    public StaffId? Teacher { get; init; }

    public CourseId? Course { get; init; }

    /// <summary>Only of these pages; null: no matter which.</summary>
    public IReadOnlySet<CourseId>? Among { get; init; }

    /// <summary>Courses that may be seen and were asked for.</summary>
    public IEnumerable<CourseView> Courses(Picture picture) => picture.Courses.Where(c =>
        (Course is null || c.Id == Course) && (Among is null || Among.Contains(c.Id)) && (Level is null || c.Level == Level) && (Subject is null || c.Card.Subject == Subject)
        && (Class is not { } asked || c.Card.Classes.Contains(asked)) && Reader.AllowEver(Permission.ReadControl, Streams.Course(c.Id)));

    /// <summary>Their lessons of the days asked for.</summary>
    public IEnumerable<(CourseView Course, LessonView Lesson)> Lessons(Picture picture)
    {
        var to = picture.Day < To ? picture.Day : To;
        foreach (var course in Courses(picture))
        {
            var whole = Reader.AllowEver(Permission.ReadControl, Grant.WholeSchool);
            foreach (var lesson in course.Lessons)
            {
                if (lesson.Date < From) continue;
                if (lesson.Date > to) break;
                if (Teacher is { } teacher && course.TeacherOf(lesson) != teacher) continue;
                // A teacher's right has days: what a predecessor left undone is not in the mirror.
                if (whole || Reader.Allow(Permission.ReadControl, Streams.Course(course.Id), lesson.Date)) yield return (course, lesson);
            }
        }
    }

    /// <summary>Whether a finding that is about no single lesson belongs to the teacher asked for.</summary>
    public bool Concerns(StaffId? teacher) => Teacher is null || teacher == Teacher;
}
