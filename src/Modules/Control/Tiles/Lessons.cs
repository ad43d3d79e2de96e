using ElJournal.Accounting.Register;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tiles;

/// <summary>Puts a course's lessons together: those of the timetable and those recorded.</summary>
internal static class Lessons
{
    public static readonly IReadOnlyList<GradeMark> NoGrades = [];

    /// <summary>Every lesson that the timetable has in the year, by course.</summary>
    public static ILookup<CourseId, (DateOnly Date, int Slot)> Scheduled(SchoolState school, YearCalendar year) => LessonPlaces.Of(school, year);

    /// <summary>By day and number. What is recorded counts where the timetable has it, or where it stands by itself, or where something was entered.</summary>
    public static IReadOnlyList<LessonView> Of(IEnumerable<(DateOnly Date, int Slot)> scheduled, IReadOnlyDictionary<(DateOnly Date, int Slot), RecordedLesson> recorded)
    {
        var lessons = new List<LessonView>();
        var places = scheduled.ToHashSet();
        foreach (var place in places)
        {
            var found = recorded.GetValueOrDefault(place);
            lessons.Add(new LessonView(place.Date, place.Slot, true, found?.Fact, found?.Grades ?? NoGrades));
        }
        lessons.AddRange(recorded.Where(r => !places.Contains(r.Key) && Stands(r.Value)).Select(r => new LessonView(r.Key.Date, r.Key.Slot, false, r.Value.Fact, r.Value.Grades)));
        lessons.Sort();
        return lessons;
    }

    private static bool Stands(RecordedLesson lesson) =>
        lesson.Grades.Count > 0 || (lesson.Fact is { } fact && (fact.StandsAlone || fact.TopicAt is not null || fact.AttendanceAt is not null || fact.HomeworkAt is not null));
}

/// <summary>What is recorded of a lesson.</summary>
internal sealed record RecordedLesson(LessonFact? Fact, IReadOnlyList<GradeMark> Grades);
