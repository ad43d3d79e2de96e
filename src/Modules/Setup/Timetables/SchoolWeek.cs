namespace ElJournal.Setup.Timetables;

/// <summary>Неделя школы: the lessons in force on a date and all they are judged by. Facts only, nobody's name.</summary>
/// <param name="Lessons">Of all classes and groups; whose each is, its course says.</param>
/// <param name="Rooms">How many lessons a room holds at once, by its folded name; one where it is not here.</param>
public sealed record SchoolWeek(
    IReadOnlyList<TimetableSlot> Lessons,
    IReadOnlyDictionary<CourseId, WeekCourse> Courses,
    IReadOnlyDictionary<ClassId, WeekClass> Classes,
    IReadOnlyDictionary<GroupId, WeekGroup> Groups,
    LessonNorms Norms,
    IReadOnlyDictionary<string, int> Rooms)
{
    /// <summary>21 and «21 » are one room.</summary>
    public static string Room(string? name) => name?.Trim().ToUpperInvariant() ?? "";
}

/// <summary>Курс as a timetable sees it.</summary>
/// <param name="Unit">The class or group whose timetable holds it.</param>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Teachers">Who teach it on the date, the second beside the first.</param>
/// <param name="IsClosed">Nobody teaches it any more on the date.</param>
public sealed record WeekCourse(
    CourseId Course, string Unit, SubjectId Subject, string Layer, int Hours, IReadOnlyList<StaffId> Teachers, IReadOnlyList<ClassId> Classes, GroupId? Group,
    bool IsClosed);

/// <summary>Класс: its regime on the date and who sits in it.</summary>
/// <param name="Days">5 or 6; null where no regime is set.</param>
/// <param name="Slots">Numbers of the lessons for which a bell rings, by day of the week; null where there are no bells yet.</param>
public sealed record WeekClass(ClassId Class, int Level, int? Days, IReadOnlyDictionary<int, IReadOnlySet<int>>? Slots, IReadOnlyList<PupilId> Pupils);

/// <summary>Группа and who sits in it on the date.</summary>
/// <param name="Kind">One of <see cref="GroupKinds"/>.</param>
public sealed record WeekGroup(GroupId Group, string Kind, IReadOnlyList<ClassId> Classes, IReadOnlySet<PupilId> Pupils);
