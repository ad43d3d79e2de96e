using ElJournal.Setup.Timetables;

namespace ElJournal.Setup.Tests.Timetables;

/// <summary>A small school of these tests: 7А and 7Б, English in two groups of 7А, algebra and history of each class.</summary>
internal static class Week
{
    public static readonly ClassId A7 = ClassId.From("7a");
    public static readonly ClassId B7 = ClassId.From("7b");
    public static readonly GroupId First = GroupId.From("7a-1");
    public static readonly GroupId Second = GroupId.From("7a-2");
    public static readonly StaffId Mironov = StaffId.From("mironov");
    public static readonly StaffId Kim = StaffId.From("kim");
    public static readonly StaffId Dorofeev = StaffId.From("dorofeev");

    public static readonly CourseId AlgebraA = CourseId.From("algebra-7a");
    public static readonly CourseId AlgebraB = CourseId.From("algebra-7b");
    public static readonly CourseId HistoryA = CourseId.From("history-7a");
    public static readonly CourseId English1 = CourseId.From("english-1");
    public static readonly CourseId English2 = CourseId.From("english-2");

    public static readonly IReadOnlyList<PupilId> Pupils = [PupilId.From("p1"), PupilId.From("p2"), PupilId.From("p3"), PupilId.From("p4")];

    public static TimetableSlot At(int weekday, int slot, CourseId course, string? room = null, string? week = null) => new(weekday, slot, course, room, week);

    public static SchoolWeek Of(params IReadOnlyList<TimetableSlot> lessons) => new(
        lessons,
        new[]
        {
            Course(AlgebraA, "algebra", 300, Mironov, A7), Course(AlgebraB, "algebra", 300, Mironov, B7), Course(HistoryA, "history", 50, Dorofeev, A7),
            Course(English1, "english", 200, Kim, A7, First), Course(English2, "english", 200, Dorofeev, A7, Second),
        }.ToDictionary(c => c.Course),
        new[] { Class(A7, Pupils), Class(B7, []) }.ToDictionary(c => c.Class),
        new[] { Group(First, Pupils[0], Pupils[1]), Group(Second, Pupils[2], Pupils[3]) }.ToDictionary(g => g.Group),
        LessonNorms.On(new DateOnly(2026, 9, 1)), new Dictionary<string, int>());

    public static WeekCourse Course(CourseId id, string subject, int hours, StaffId teacher, ClassId schoolClass, GroupId? group = null) => new(
        id, group?.Value ?? schoolClass.Value, SubjectId.From(subject), Layers.Core, hours, [teacher], [schoolClass], group, false);

    private static WeekClass Class(ClassId id, IReadOnlyList<PupilId> pupils) => new(
        id, 7, 5, Enumerable.Range(1, 7).ToDictionary(day => day, IReadOnlySet<int> (_) => Enumerable.Range(1, 7).ToHashSet()), pupils);

    private static WeekGroup Group(GroupId id, params PupilId[] pupils) => new(id, GroupKinds.Subgroup, [A7], pupils.ToHashSet());
}
