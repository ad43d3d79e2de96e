using ElJournal.Setup;

namespace ElJournal.Testing;

/// <summary>Расписание of the sample: six days, no holes, no course twice a day, no teacher in two rooms.</summary>
internal static class SampleTimetable
{
    /// <param name="today">On this day the demo's course has a lesson.</param>
    public static IReadOnlyDictionary<ClassId, IReadOnlyList<TimetableSlot>> For(DateOnly today, CourseId demo)
    {
        var weekday = today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek;
        var slots = SamplePlan.Classes.ToDictionary(c => c.Id, _ => new List<TimetableSlot>());
        foreach (var (day, lessons) in Days(weekday, demo))
        {
            foreach (var (course, slot) in Ordered(lessons)) slots[course.Class.Id].Add(new(day, slot, course.Id, course.Teacher.Room, null));
        }
        if (weekday == 7)
        {
            // No school teaches on Sundays. The sample does, when it is first looked at on one: else it would show an empty day.
            foreach (var week in slots.Values) week.AddRange([.. week.Where(s => s.Weekday == 1).Select(s => s with { Weekday = 7 })]);
        }
        return slots.ToDictionary(pair => pair.Key, IReadOnlyList<TimetableSlot> (pair) => [.. pair.Value.OrderBy(s => s.Weekday).ThenBy(s => s.Slot)]);
    }

    /// <summary>Which courses each day holds: the demo's every other day, the others where the class, then the teacher, has least to do.</summary>
    private static SortedDictionary<int, List<SampleCourse>> Days(int today, CourseId demo)
    {
        var days = new SortedDictionary<int, List<SampleCourse>>(Enumerable.Range(1, 6).ToDictionary(day => day, _ => new List<SampleCourse>()));
        foreach (var course in SamplePlan.Courses.OrderByDescending(c => c.Id == demo).ThenByDescending(c => c.Hours))
        {
            for (var hour = 0; hour < course.Hours; hour++)
            {
                var day = course.Id == demo
                    ? 2 * hour + (today % 2 == 1 ? 1 : 2)
                    : days.Where(d => !d.Value.Contains(course))
                        .OrderBy(d => d.Value.Count(c => c.Class == course.Class))
                        .ThenBy(d => d.Value.Count(c => c.Teacher == course.Teacher))
                        .First().Key;
                days[day].Add(course);
            }
        }
        return days;
    }

    /// <summary>Puts a day's lessons one after another from the first, trying again where a teacher would be needed twice at once.</summary>
    private static IEnumerable<(SampleCourse Course, int Slot)> Ordered(List<SampleCourse> lessons)
    {
        var places = SamplePlan.Classes
            .SelectMany(c => Enumerable.Range(1, lessons.Count(l => l.Class == c)).Select(slot => (Class: c, Slot: slot)))
            .OrderBy(place => place.Slot).ToList();
        var chosen = new SampleCourse[places.Count];
        return Fill(0)
            ? places.Select((place, i) => (chosen[i], place.Slot))
            : throw new InvalidOperationException("The sample's teachers cannot be everywhere at once.");

        bool Fill(int next)
        {
            if (next == places.Count) return true;
            var busy = Enumerable.Range(0, next).Where(i => places[i].Slot == places[next].Slot).Select(i => chosen[i].Teacher);
            foreach (var lesson in lessons.Where(l => l.Class == places[next].Class).Except(chosen[..next]).ExceptBy(busy, l => l.Teacher))
            {
                chosen[next] = lesson;
                if (Fill(next + 1)) return true;
            }
            return false;
        }
    }
}
