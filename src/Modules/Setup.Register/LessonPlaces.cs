namespace ElJournal.Setup.Register;

/// <summary>Уроки расписания: the timetable spread over the days of a year.</summary>
public static class LessonPlaces
{
    /// <summary>Every lesson that the timetable has in the year, by course.</summary>
    public static ILookup<CourseId, (DateOnly Date, int Slot)> Of(SchoolState school, YearCalendar year)
    {
        var courses = school.EverTaught.ToDictionary(c => c.Course);
        var units = school.EverTaught.GroupBy(c => c.Unit).ToDictionary(u => u.Key, u => u.First().Level);
        var found = new List<(CourseId Course, DateOnly Date, int Slot)>();
        foreach (var table in school.Timetables.Where(t => units.ContainsKey(t.Unit)))
        {
            for (var day = year.From; day <= year.To; day = day.AddDays(1))
            {
                foreach (var slot in table.On(day, units[table.Unit], year))
                {
                    if (courses.TryGetValue(slot.Course, out var course) && course.IsTaughtOn(day)) found.Add((slot.Course, day, slot.Slot));
                }
            }
        }
        return found.ToLookup(f => f.Course, f => (f.Date, f.Slot));
    }
}
