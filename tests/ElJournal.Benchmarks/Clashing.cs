using System.Diagnostics;
using ElJournal.Setup;
using ElJournal.Setup.Timetables;

namespace ElJournal.Benchmarks;

/// <summary>The check of a whole school's timetable, forty classes with 33 lessons, beside one walk over its lessons sorted by place.</summary>
internal sealed class Clashing(int times)
{
    private const int Classes = 40;
    private const int Weekly = 33;

    public Ratio Measure()
    {
        var week = School();
        var (ours, walks, found) = (new List<double>(), new List<double>(), 0);
        for (var i = -10; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            found = new Clashes(week).All().Count;
            var ourTime = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            var places = week.Lessons.OrderBy(l => l.Weekday).ThenBy(l => l.Slot).ThenBy(l => l.Course.Value, StringComparer.Ordinal).ToList();
            var walk = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (i < 0 || places.Count == 0) continue;
            ours.Add(ourTime);
            walks.Add(walk);
        }
        return new Ratio(
            $"Проверка расписания школы: {Classes} классов, {week.Lessons.Count} уроков, {found} замечаний", $"{ours.Median():0.00} мс",
            $"{walks.Median():0.00} мс, сортировка уроков", ours.Median() / walks.Median(), null);
    }

    /// <summary>Teachers of three classes each, English in two groups, two clashes on purpose.</summary>
    private static SchoolWeek School()
    {
        var (courses, classes, groups, lessons) = (new Dictionary<CourseId, WeekCourse>(), new Dictionary<ClassId, WeekClass>(), new Dictionary<GroupId, WeekGroup>(), new List<TimetableSlot>());
        var slots = Enumerable.Range(1, 7).ToDictionary(d => d, IReadOnlySet<int> (_) => Enumerable.Range(1, 7).ToHashSet());
        for (var c = 0; c < Classes; c++)
        {
            var id = ClassId.From($"c{c}");
            var pupils = Enumerable.Range(0, 25).Select(p => PupilId.From($"p{c}-{p}")).ToList();
            classes[id] = new WeekClass(id, 5 + (c % 7), 5, slots, pupils);
            for (var half = 0; half < 2; half++)
            {
                var group = GroupId.From($"g{c}-{half}");
                groups[group] = new WeekGroup(group, GroupKinds.Subgroup, [id], pupils.Where((_, p) => p % 2 == half).ToHashSet());
            }
            for (var n = 0; n < Weekly; n++)
            {
                var (weekday, slot) = ((n / 7) + 1, (n % 7) + 1);
                var subject = n % 11;
                for (var half = 0; half < (subject == 0 ? 2 : 1); half++)
                {
                    var group = subject == 0 ? GroupId.From($"g{c}-{half}") : (GroupId?)null;
                    var course = CourseId.From($"c{c}-{subject}-{half}");
                    courses.TryAdd(course, new WeekCourse(
                        course, group?.Value ?? id.Value, SubjectId.From($"s{subject}"), Layers.Core, 300, [StaffId.From($"t{c / 3}-{subject}-{half}-{c % 3}")], [id], group, false));
                    lessons.Add(new TimetableSlot(weekday, slot, course, $"{c}-{half}", null));
                }
            }
        }
        return new SchoolWeek(lessons, courses, classes, groups, LessonNorms.On(new DateOnly(2026, 9, 1)), new Dictionary<string, int>());
    }
}
