using System.Globalization;
using System.Xml.Linq;

namespace ElJournal.Setup.Timetables;

/// <summary>
/// Выгрузка для FET: the curriculum's hours, teachers, classes with their groups, rooms and what must hold, as the program for making
/// timetables reads it. What comes back is matched by the numbers and comments of the activities.
/// </summary>
internal sealed class FetExport
{
    private readonly Board board;
    private readonly FetNames names;
    private readonly IReadOnlyList<FetActivity> activities;
    private readonly IReadOnlyList<int> days;

    private FetExport(Board board)
    {
        this.board = board;
        names = new FetNames(board);
        activities = FetPlan.Of(board);
        days = board.DaysOf(board.Classes.Select(c => c.Id));
    }

    public static string Write(Board board, string school) =>
        new XDeclaration("1.0", "UTF-8", null) + "\n" + new FetExport(board).File(school);

    private XElement File(string school) => new("fet", new XAttribute("version", "6.8.5"),
        new XElement("Institution_Name", school), new XElement("Comments", $"{board.On:yyyy-MM-dd}"),
        new XElement("Days_List", new XElement("Number_of_Days", days.Count), days.Select(d => new XElement("Day", Named(DayName(d))))),
        new XElement("Hours_List", new XElement("Number_of_Hours", board.Slots.Count), board.Slots.Select(s => new XElement("Hour", Named(HourName(s))))),
        new XElement("Subjects_List", activities.Select(Subject).Distinct().Select(s => new XElement("Subject", Named(s), Comments()))),
        new XElement("Activity_Tags_List"),
        new XElement("Teachers_List", Teachers().Select(t => new XElement("Teacher", Named(names.Teacher(t)), new XElement("Target_Number_of_Hours", 0), new XElement("Qualified_Subjects"), Comments()))),
        new XElement("Students_List", board.Classes.Select(c => Year(ClassId.From(c.Id)))),
        new XElement("Activities_List", activities.Select(Activity)),
        new XElement("Buildings_List"),
        new XElement("Rooms_List", board.Rooms.Select(r => new XElement("Room", Named(r), new XElement("Building"), new XElement("Capacity", 30000), new XElement("Virtual", false), Comments()))),
        new XElement("Time_Constraints_List", TimeConstraints()),
        new XElement("Space_Constraints_List", Constraint("BasicCompulsorySpace", 100), Rooms()));

    private static XElement Named(string name) => new("Name", name);

    private static XElement Comments() => new("Comments");

    /// <summary>Пн: as it comes back, in whatever language it was sent.</summary>
    private static string DayName(int weekday) => Weekdays.Heading(weekday);

    private static string HourName(int slot) => slot.ToString(CultureInfo.InvariantCulture);

    private string Subject(FetActivity activity) => string.Join(" / ", activity.Parts.Select(p => board.SubjectOf(p.Course)));

    private IEnumerable<StaffId> Teachers() => activities.SelectMany(TeachersOf).Distinct().OrderBy(names.Teacher, StringComparer.CurrentCulture);

    private IEnumerable<StaffId> TeachersOf(FetActivity activity) => activity.Parts.SelectMany(p => board.Week.Courses[p.Course].Teachers).Distinct();

    private XElement Activity(FetActivity a) => new("Activity",
        TeachersOf(a).Select(t => new XElement("Teacher", names.Teacher(t))), new XElement("Subject", Subject(a)),
        StudentsOf(a).Select(s => new XElement("Students", s)),
        new XElement("Duration", a.Duration), new XElement("Total_Duration", a.Split == 0 ? a.Duration : a.Total), new XElement("Id", a.Id),
        new XElement("Activity_Group_Id", a.Split), new XElement("Active", true), new XElement("Comments", a.Comment));

    private IEnumerable<string> StudentsOf(FetActivity activity)
    {
        var course = board.Courses[activity.Course];
        return course.Group is { } group ? course.Classes.Select(c => names.Group(group, c)) : [names.Class(course.Classes[0])];
    }

    /// <summary>A class is a year of FET, its groups are groups, and those who sit in the same ones are subgroups.</summary>
    private XElement Year(ClassId id)
    {
        var groups = board.Groups.Where(g => g.Classes.Contains(id) && (g.Closed is null || g.Closed > board.On)).ToList();
        var sides = groups.Count == 0 ? [] : Sides(id, groups.Select(g => g.Group).ToList());
        var rest = sides.Select((s, i) => (s, i)).Where(s => s.s.Count == 0).Select(s => Set("Subgroup", names.Side(id, s.i + 1))).ToList();
        return Set("Year", names.Class(id),
            groups.Select(g => Set("Group", names.Group(g.Group, id), sides.Select((s, i) => (s, i)).Where(s => s.s.Contains(g.Group)).Select(s => Set("Subgroup", names.Side(id, s.i + 1))))),
            rest.Count > 0 ? Set("Group", names.Rest(id), rest) : null);
    }

    private XElement Set(string kind, string name, params object?[] inside) =>
        new(kind, Named(name), new XElement("Number_of_Students", 0), Comments(), inside);

    /// <summary>Who sits in which groups; where no lists are kept yet, the groups of a subject are taken for a split.</summary>
    private List<IReadOnlySet<GroupId>> Sides(ClassId id, IReadOnlyList<GroupId> groups)
    {
        var week = board.Week;
        if (week.Classes[id].Pupils.Count > 0 && groups.All(g => week.Groups[g].Pupils.Count > 0)) return [.. board.Clashes.GroupsOf(id), .. Individual(id)];
        var splits = board.Groups.Where(g => groups.Contains(g.Group)).GroupBy(g => g.Subject).Select(g => g.Select(x => x.Group).ToList()).ToList();
        return [.. Enumerable.Range(0, splits.Max(s => s.Count)).Select(IReadOnlySet<GroupId> (side) => splits.Select(s => s[side % s.Count]).ToHashSet())];
    }

    /// <summary>Who learns by an individual plan has a week apart.</summary>
    private IEnumerable<IReadOnlySet<GroupId>> Individual(ClassId id) =>
        board.Groups.Where(g => g.Kind == GroupKinds.Individual && g.Classes.Contains(id)).Select(g => new HashSet<GroupId> { g.Group });

    private IEnumerable<XElement> TimeConstraints()
    {
        yield return Constraint("BasicCompulsoryTime", 100);
        foreach (var one in board.Week.Classes.Values)
        {
            if (!activities.Any(a => board.Courses[a.Course].Classes.Contains(one.Class))) continue;
            yield return Constraint("StudentsSetMaxGapsPerWeek", 100, new XElement("Max_Gaps", 0), Students(one.Class));
            yield return Constraint("StudentsSetEarlyMaxBeginningsAtSecondHour", 100, new XElement("Max_Beginnings_At_Second_Hour", 0), Students(one.Class));
            if (board.Week.Norms.Levels.TryGetValue(one.Level, out var norm))
                yield return Constraint("StudentsSetMaxHoursDaily", 100, new XElement("Maximum_Hours_Daily", norm.Daily + Math.Min(norm.Longer, 1)), Students(one.Class));
            if (Closed(one) is { Count: > 0 } closed)
                yield return Constraint("StudentsSetNotAvailableTimes", 100, Students(one.Class), new XElement("Number_of_Not_Available_Times", closed.Count), closed.Select(Time));
        }
        foreach (var teacher in Teachers())
        {
            var busy = board.Week.Lessons.Where(l => board.Courses[l.Course].Layer != Layers.Core && board.Week.Courses[l.Course].Teachers.Contains(teacher))
                .Select(l => (l.Weekday, l.Slot)).Distinct().ToList();
            if (busy.Count > 0)
                yield return Constraint("TeacherNotAvailableTimes", 100, new XElement("Teacher", names.Teacher(teacher)), new XElement("Number_of_Not_Available_Times", busy.Count), busy.Select(Time));
        }
        foreach (var split in activities.Where(a => a.Split != 0).GroupBy(a => a.Split))
        {
            yield return Constraint("MinDaysBetweenActivities", 95, new XElement("Consecutive_If_Same_Day", true),
                new XElement("Number_of_Activities", split.Count()), split.Select(a => new XElement("Activity_Id", a.Id)), new XElement("MinDays", 1));
        }
        foreach (var together in SideBySide())
        {
            yield return Constraint("ActivitiesSameStartingTime", 100,
                new XElement("Number_of_Activities", together.Count), together.Select(id => new XElement("Activity_Id", id)));
        }
    }

    /// <summary>Groups of one split are taught at the same hours, if their teachers are different people.</summary>
    private IEnumerable<IReadOnlyList<int>> SideBySide()
    {
        var splits = board.Courses.Values.Where(c => c.Group is not null && board.Groups.FirstOrDefault(g => g.Group == c.Group)?.Kind == GroupKinds.Subgroup)
            .GroupBy(c => (c.Classes[0], c.Subject, c.Hours));
        foreach (var split in splits)
        {
            var courses = split.ToList();
            var teachers = courses.SelectMany(c => board.Week.Courses[c.Course].Teachers).ToList();
            if (courses.Count < 2 || teachers.Count != teachers.Distinct().Count()) continue;
            var pieces = courses.Select(c => activities.Where(a => a.Course == c.Course && a.Parts.Count == 1).OrderBy(a => a.Id).ToList()).ToList();
            for (var i = 0; i < pieces.Min(p => p.Count); i++) yield return [.. pieces.Select(p => p[i].Id)];
        }
    }

    /// <summary>Where a class cannot have a lesson of the curriculum: off its regime, without a bell, taken by what is beside the curriculum.</summary>
    private List<(int, int)> Closed(WeekClass one)
    {
        var other = board.Week.Lessons.Where(l => board.Courses[l.Course].Layer != Layers.Core && board.Courses[l.Course].Classes.Contains(one.Class)).Select(l => (l.Weekday, l.Slot)).ToHashSet();
        return [.. from day in days from slot in board.Slots
                   where day > one.Days || (one.Slots is not null && !(one.Slots.TryGetValue(day, out var rung) && rung.Contains(slot))) || other.Contains((day, slot))
                   select (day, slot)];
    }

    private IEnumerable<XElement> Rooms()
    {
        var usual = activities.Select(a => (Activity: a, Room: Gesture.UsualRoom(board, a.Course))).Where(a => a.Room is not null).ToList();
        foreach (var room in usual.GroupBy(a => a.Room))
        {
            // A teacher's own room costs nothing; one that several share is only wished for.
            var own = room.Select(a => string.Join(' ', TeachersOf(a.Activity))).Distinct().Count() == 1;
            foreach (var (activity, name) in room)
                yield return Constraint("ActivityPreferredRoom", own ? 100 : 95, new XElement("Activity_Id", activity.Id), new XElement("Room", name), new XElement("Permanently_Locked", false));
        }
    }

    private XElement Students(ClassId id) => new("Students", names.Class(id));

    private static XElement Time((int Day, int Slot) at) => new("Not_Available_Time", new XElement("Day", DayName(at.Day)), new XElement("Hour", HourName(at.Slot)));

    private static XElement Constraint(string name, int weight, params object?[] inside) =>
        new("Constraint" + name, new XElement("Weight_Percentage", weight), inside, new XElement("Active", true), Comments());
}
