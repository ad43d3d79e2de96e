using ElJournal.Accounting;
using ElJournal.Accounting.Register;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Keeping;

/// <summary>Урок that is given: of the timetable, or recorded beside it.</summary>
/// <param name="Fact">Null: nothing is recorded of it.</param>
public sealed record GivenLesson(ReportCourse Course, DateOnly Day, int Slot, LessonFact? Fact)
{
    /// <summary>Who gives it: the substitute, else the course's teacher of that day.</summary>
    public StaffId? Teacher { get; } = Fact?.Shift?.Teacher ?? Course.TeacherOn(Day);

    public LessonId Id => new(Course.Id, Day, Slot);
}

/// <summary>Puts the timetable and what is recorded together.</summary>
public static class TermLessons
{
    /// <summary>Lessons given in these days, those yet to come as well; neither cancelled nor moved away nor said not to be held.</summary>
    public static async Task<ILookup<CourseId, GivenLesson>> Of(
        IQuerySession session, ReportSchool school, IReadOnlyList<ReportCourse> courses, DateOnly from, DateOnly to, CancellationToken cancel) =>
        Of(school, courses, await ReportFacts.Lessons(session, from, to, courses.Count == school.Courses.Count ? null : courses.Select(c => c.Id), cancel), from, to);

    public static ILookup<CourseId, GivenLesson> Of(ReportSchool school, IReadOnlyList<ReportCourse> courses, IReadOnlyList<LessonRow> rows, DateOnly from, DateOnly to)
    {
        var recorded = rows.ToLookup(r => r.Course);
        var found = new List<GivenLesson>();
        foreach (var course in courses)
        {
            var facts = recorded[course.Id].ToDictionary(r => (r.Day, r.Slot), r => r.Fact);
            var places = school.Scheduled[course.Id].Where(p => p.Date >= from && p.Date <= to).ToHashSet();
            places.UnionWith(facts.Where(f => Stands(f.Value)).Select(f => (f.Key.Day, f.Key.Slot)));
            foreach (var (day, slot) in places.Order())
            {
                var fact = facts.GetValueOrDefault((day, slot));
                if (fact?.IsGiven != false) found.Add(new GivenLesson(course, day, slot, fact));
            }
        }
        return found.ToLookup(l => l.Course.Id);
    }

    private static bool Stands(LessonFact fact) => fact.StandsAlone || fact.TopicAt is not null || fact.AttendanceAt is not null || fact.HomeworkAt is not null;
}
