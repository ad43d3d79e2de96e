using System.Numerics;

namespace ElJournal.Setup.Timetables;

/// <summary>
/// Проверка расписания (D-10.11, Z-5.4): who and what is needed twice at once, and what the norms say against. Pure: the week in, the clashes
/// out. A school of forty classes takes milliseconds, so it is asked anew after every change.
/// </summary>
public sealed class Clashes
{
    private readonly SchoolWeek week;
    private readonly ILookup<(int, int), TimetableSlot> at;
    private readonly ILookup<ClassId, WeekGroup> groups;
    private readonly Dictionary<ClassId, List<Side>> sides;

    public Clashes(SchoolWeek week)
    {
        this.week = week;
        at = week.Lessons.Where(l => week.Courses.ContainsKey(l.Course)).ToLookup(l => (l.Weekday, l.Slot));
        groups = week.Groups.Values.SelectMany(g => g.Classes.Select(c => (c, g))).ToLookup(p => p.c, p => p.g);
        sides = week.Classes.Keys.ToDictionary(c => c, SidesOf);
    }

    /// <summary>All that does not fit in the week.</summary>
    public IReadOnlyList<Clash> All()
    {
        var found = new List<Clash>();
        foreach (var hour in at)
        {
            var lessons = hour.ToArray();
            foreach (var lesson in lessons) Alone(lesson, found);
            foreach (var (one, other) in Meetings(lessons)) Together(lessons[one], lessons[other], found);
        }
        found.AddRange(at.SelectMany(CrowdedRooms));
        Hours(found);
        var core = week.Lessons.Where(IsCore).SelectMany(l => Course(l).Classes.Select(c => (c, l))).ToLookup(p => p.c, p => p.l);
        foreach (var one in week.Classes.Values) Days(one, core[one.Class], null, found);
        return found;
    }

    /// <summary>What would not fit if the lesson stood there, in place of another one or of none: of this lesson only.</summary>
    /// <param name="instead">The lesson as it stands now, which is taken away.</param>
    public IReadOnlyList<Clash> Of(TimetableSlot lesson, params IReadOnlyCollection<TimetableSlot> instead)
    {
        var found = new List<Clash>();
        if (!week.Courses.TryGetValue(lesson.Course, out var course)) return found;
        Alone(lesson, found);
        var beside = at[(lesson.Weekday, lesson.Slot)].Where(other => !instead.Contains(other)).ToList();
        foreach (var other in beside) Together(lesson, other, found);
        if (Crowd(lesson, beside) is { } crowd) found.Add(crowd);
        List<TimetableSlot> then = [.. week.Lessons.Where(l => l.Weekday == lesson.Weekday && !instead.Contains(l)), lesson];
        foreach (var one in course.Classes.Where(week.Classes.ContainsKey))
            Days(week.Classes[one], then.Where(l => IsCore(l) && Course(l).Classes.Contains(one)), lesson, found);
        return found;
    }

    private bool IsCore(TimetableSlot lesson) => week.Courses.TryGetValue(lesson.Course, out var course) && course.Layer == Layers.Core;

    /// <summary>Those of one hour who have a teacher or a class in common, both ways round: nobody else can be in each other's way.</summary>
    private HashSet<(int, int)> Meetings(TimetableSlot[] lessons)
    {
        var (teachers, classes, pairs) = (new Dictionary<StaffId, List<int>>(), new Dictionary<ClassId, List<int>>(), new HashSet<(int, int)>());
        for (var i = 0; i < lessons.Length; i++)
        {
            var course = Course(lessons[i]);
            foreach (var teacher in course.Teachers) Meet(teachers, teacher, i);
            foreach (var one in course.Classes) Meet(classes, one, i);
        }
        return pairs;

        void Meet<T>(Dictionary<T, List<int>> there, T key, int lesson) where T : notnull
        {
            if (!there.TryGetValue(key, out var before)) there[key] = before = [];
            foreach (var other in before.Where(other => other != lesson))
            {
                pairs.Add((lesson, other));
                pairs.Add((other, lesson));
            }
            before.Add(lesson);
        }
    }

    /// <summary>The groups in which each side of a class sits together.</summary>
    public IEnumerable<IReadOnlySet<GroupId>> GroupsOf(ClassId schoolClass) => sides[schoolClass].Select(side => side.Groups);

    private WeekCourse Course(TimetableSlot lesson) => week.Courses[lesson.Course];

    private static bool Overlap(TimetableSlot one, TimetableSlot other) => one.Week is null || other.Week is null || one.Week == other.Week;

    /// <summary>What is wrong with a lesson whatever stands beside it.</summary>
    private void Alone(TimetableSlot lesson, List<Clash> found)
    {
        var course = Course(lesson);
        if (course.IsClosed) found.Add(New(ClashKind.CourseIsClosed, lesson));
        if (course.Teachers.Count == 0 && !course.IsClosed) found.Add(New(ClashKind.TeacherIsMissing, lesson));
        var classes = course.Classes.Where(week.Classes.ContainsKey).Select(c => week.Classes[c]).ToList();
        if (classes.Find(c => lesson.Weekday > c.Days) is { Days: { } days }) found.Add(New(ClashKind.DayIsOff, lesson) with { Limit = days });
        else if (classes.Exists(c => c.Slots is not null && !(c.Slots.TryGetValue(lesson.Weekday, out var slots) && slots.Contains(lesson.Slot))))
            found.Add(New(ClashKind.BellIsMissing, lesson));
    }

    /// <summary>Whether two lessons of one hour can be: a clash stands at each of them.</summary>
    private void Together(TimetableSlot lesson, TimetableSlot other, List<Clash> found)
    {
        if (!Overlap(lesson, other)) return;
        var (one, two) = (Course(lesson), Course(other));
        foreach (var teacher in one.Teachers)
            if (two.Teachers.Contains(teacher)) found.Add(New(ClashKind.TeacherIsBusy, lesson) with { Other = other.Course, Teacher = teacher });
        if (one.Unit == two.Unit) found.Add(New(ClashKind.ClassIsBusy, lesson) with { Other = other.Course });
        else if (one.Group is { } g1 && two.Group is { } g2)
        {
            // Two groups of one split go side by side; nobody sits in both.
            if (Shared(g1, g2) is > 0 and var shared) found.Add(New(ClashKind.PupilIsInBoth, lesson) with { Other = other.Course, Count = shared });
        }
        else if (ClassWithGroup(one, two) || ClassWithGroup(two, one)) found.Add(New(ClashKind.ClassIsBusy, lesson) with { Other = other.Course });
    }

    /// <summary>A group's pupils are missing in a lesson of their whole class; who learns by an individual plan goes by an own week.</summary>
    private bool ClassWithGroup(WeekCourse whole, WeekCourse part) => whole.Group is null && part.Group is { } group
        && week.Groups.GetValueOrDefault(group)?.Kind != GroupKinds.Individual && part.Classes.Contains(whole.Classes[0]);

    private int Shared(GroupId one, GroupId other) =>
        week.Groups.TryGetValue(one, out var first) && week.Groups.TryGetValue(other, out var second) ? first.Pupils.Count(second.Pupils.Contains) : 0;

    private IEnumerable<Clash> CrowdedRooms(IEnumerable<TimetableSlot> hour)
    {
        var lessons = hour.Where(l => SchoolWeek.Room(l.Room).Length > 0).ToLookup(l => SchoolWeek.Room(l.Room));
        return lessons.Where(room => room.Count() > 1).SelectMany(room => room.Select(l => Crowd(l, [.. room.Where(o => o != l)])).OfType<Clash>());
    }

    private Clash? Crowd(TimetableSlot lesson, IReadOnlyList<TimetableSlot> beside)
    {
        var room = SchoolWeek.Room(lesson.Room);
        if (room.Length == 0) return null;
        var (holds, teachers) = (week.Rooms.GetValueOrDefault(room, 1), Course(lesson).Teachers);
        var there = beside.Where(o => SchoolWeek.Room(o.Room) == room && Overlap(lesson, o)).ToList();
        // Where the teacher is needed twice as well, that has been said already.
        return there.Count >= holds && there.Find(o => !Course(o).Teachers.Any(teachers.Contains)) is { } other
            ? New(ClashKind.RoomIsBusy, lesson) with { Other = other.Course, Room = lesson.Room }
            : null;
    }

    private void Hours(List<Clash> found)
    {
        var placed = week.Lessons.GroupBy(l => l.Course).ToDictionary(g => g.Key, g => g.Sum(Hundredths));
        foreach (var course in week.Courses.Values.Where(c => !c.IsClosed))
        {
            var has = placed.GetValueOrDefault(course.Course);
            // A lesson of every second week is half an hour: less than that no timetable can tell.
            if (Math.Abs(has - course.Hours) < 50) continue;
            found.Add(new Clash(
                has > course.Hours ? ClashKind.HoursAreOver : ClashKind.HoursAreUnder, course.Unit, Course: course.Course, Count: has, Limit: course.Hours));
        }
    }

    /// <summary>Hundredths of an hour a week.</summary>
    public static int Hundredths(TimetableSlot lesson) => lesson.Week is null ? 100 : 50;

    /// <summary>Days and the week of a class, by its sides: those who sit in the same groups have the same week.</summary>
    /// <param name="core">The class's lessons of the curriculum.</param>
    /// <param name="about">Null: everything; else only what that lesson brings about, in its day.</param>
    private void Days(WeekClass one, IEnumerable<TimetableSlot> core, TimetableSlot? about, List<Clash> found)
    {
        var own = core.ToList();
        var norm = week.Norms.Levels.GetValueOrDefault(one.Level);
        var said = new HashSet<(ClashKind, int, int)>();
        foreach (var side in sides[one.Class])
        {
            var lessons = own.Where(l => Course(l).Group is not { } g || side.Groups.Contains(g)).ToList();
            foreach (var turn in (string[])["a", "b"])
            {
                var days = lessons.Where(l => l.Week is null || l.Week == turn).ToLookup(l => l.Weekday);
                foreach (var day in days)
                {
                    if (norm is not null) SubjectsOf(one, day, norm, about, said, found);
                    foreach (var slot in Holes(day)) Say(new Clash(ClashKind.Window, one.Class.Value, day.Key, slot, Count: side.Pupils));
                }
                if (norm is null) continue;
                var counts = days.Select(d => (Day: d.Key, Count: d.Select(l => l.Slot).Distinct().Count())).ToList();
                var longer = norm.Longer;
                foreach (var (day, count) in counts.Where(c => c.Count > norm.Daily).OrderBy(c => c.Count))
                {
                    if (count == norm.Daily + 1 && longer-- > 0) continue;
                    Say(new Clash(ClashKind.DayIsTooLong, one.Class.Value, day, Count: count, Limit: norm.Daily));
                }
                var most = one.Days == 5 ? norm.Weekly5 : norm.Weekly6;
                if (about is null && most > 0 && counts.Sum(c => c.Count) > most)
                    Say(new Clash(ClashKind.WeekIsTooLong, one.Class.Value, Count: counts.Sum(c => c.Count), Limit: most));
            }
        }

        void Say(Clash clash)
        {
            if (said.Add((clash.Kind, clash.Weekday, clash.Slot))) found.Add(clash);
        }
    }

    private void SubjectsOf(
        WeekClass one, IGrouping<int, TimetableSlot> day, LevelNorm norm, TimetableSlot? about, HashSet<(ClashKind, int, int)> said, List<Clash> found)
    {
        foreach (var subject in day.GroupBy(l => Course(l).Subject))
        {
            var last = subject.OrderBy(l => l.Slot).Last();
            var count = subject.Select(l => l.Slot).Distinct().Count();
            if (count <= norm.Subject || (about is not null && Course(about).Subject != subject.Key)) continue;
            if (said.Add((ClashKind.SubjectIsTooOften, day.Key, last.Slot)))
                found.Add(new Clash(ClashKind.SubjectIsTooOften, one.Class.Value, day.Key, last.Slot, last.Course, Count: count, Limit: norm.Subject));
        }
    }

    private static IEnumerable<int> Holes(IEnumerable<TimetableSlot> day)
    {
        var mask = day.Aggregate(0u, (bits, l) => bits | (1u << l.Slot));
        var (first, last) = (BitOperations.TrailingZeroCount(mask), BitOperations.Log2(mask));
        for (var slot = first + 1; slot < last; slot++)
            if ((mask & (1u << slot)) == 0) yield return slot;
    }

    /// <summary>Those of a class who have the same week, because they sit in the same groups. Of a group without a list anybody may be.</summary>
    private sealed record Side(IReadOnlySet<GroupId> Groups, int Pupils);

    private List<Side> SidesOf(ClassId schoolClass)
    {
        var own = groups[schoolClass].ToList();
        var open = own.Where(g => g.Pupils.Count == 0).Select(g => g.Group).ToList();
        var alone = own.Where(g => g.Kind == GroupKinds.Individual).SelectMany(g => g.Pupils).ToHashSet();
        var listed = own.Where(g => g.Kind != GroupKinds.Individual && g.Pupils.Count > 0).ToList();
        var pupils = week.Classes[schoolClass].Pupils.Where(p => !alone.Contains(p)).ToList();
        if (pupils.Count == 0) return [new Side(own.Select(g => g.Group).ToHashSet(), 0)];
        return [.. pupils.GroupBy(p => string.Join(' ', listed.Where(g => g.Pupils.Contains(p)).Select(g => g.Group.Value)))
            .Select(side => new Side(listed.Where(g => g.Pupils.Contains(side.First())).Select(g => g.Group).Concat(open).ToHashSet(), side.Count()))];
    }

    private Clash New(ClashKind kind, TimetableSlot lesson) => new(kind, Course(lesson).Unit, lesson.Weekday, lesson.Slot, lesson.Course);
}
