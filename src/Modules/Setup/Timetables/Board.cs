using System.Globalization;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Timetables;

/// <summary>Расписание школы на день: all versions in force on it, with what their pages name. Names of teachers were joined from the openings.</summary>
/// <param name="On">The day the versions are in force on; a change makes a version from it.</param>
/// <param name="Today">The school's calendar day.</param>
/// <param name="Staff">Short names of those who teach.</param>
public sealed record Board(
    DateOnly On, DateOnly Today, YearCalendar Year, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<StudyGroupCard> Groups,
    IReadOnlyDictionary<CourseId, CourseCard> Courses, IReadOnlyDictionary<SubjectId, string> Subjects, IReadOnlyDictionary<string, UnitTimetable> Tables,
    IReadOnlyDictionary<StaffId, string> Staff)
{
    private SchoolWeek? week;
    private Clashes? clashes;
    private IReadOnlyDictionary<SubjectId, string>? shorts;
    private Dictionary<string, string>? units;
    private ILookup<string, TimetableSlot>? lessons;

    /// <summary>Lessons that stand otherwise than stored: a change that is being tried out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TimetableSlot>> Tried { get; init; } = new Dictionary<string, IReadOnlyList<TimetableSlot>>();

    /// <summary>Нормы нагрузки of the day.</summary>
    public LessonNorms Norms { get; init; } = LessonNorms.None;

    /// <summary>Краткие названия предметов that the school has given.</summary>
    public IReadOnlyDictionary<SubjectId, string> Short { get; init; } = new Dictionary<SubjectId, string>();

    /// <summary>Кабинеты of the register.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    public SchoolWeek Week => week ??= MakeWeek();

    public Clashes Clashes => clashes ??= new Clashes(Week);

    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"Board {On:yyyy-MM-dd}";

    public Board Trying(IReadOnlyDictionary<string, IReadOnlyList<TimetableSlot>> tried) => new(On, Today, Year, Classes, Groups, Courses, Subjects, Tables, Staff)
    {
        Tried = tried,
        Norms = Norms,
        Short = Short,
        Listed = Listed,
    };

    /// <summary>The lessons of a class or group in force on the day.</summary>
    public IReadOnlyList<TimetableSlot> SlotsOf(string unit) =>
        Tried.TryGetValue(unit, out var tried) ? tried : Tables.GetValueOrDefault(unit)?.VersionOn(On)?.Slots ?? [];

    /// <summary>The class or group with that id, as courses name it; null where there is none in the year.</summary>
    public string? UnitName(string unit) => (units ??= Names()).GetValueOrDefault(unit);

    private Dictionary<string, string> Names()
    {
        var names = Groups.ToDictionary(g => g.Group.Value, g => CourseRoster.NameOf([.. Classes.Where(c => g.Classes.Contains(ClassId.From(c.Id)))], g));
        foreach (var c in Classes) names[c.Id] = c.Name;
        return names;
    }

    /// <summary>Classes, then groups that draw from several: whose weeks the school's timetable consists of.</summary>
    public IEnumerable<string> Units => Classes.Select(c => c.Id).Concat(Groups.Where(g => g.Closed is null || g.Closed > On).Select(g => g.Group.Value));

    /// <summary>Courses that a unit's week shows: a class with its groups, or a group alone.</summary>
    public IEnumerable<CourseCard> CoursesOf(string unit) => Courses.Values
        .Where(c => c.Unit == unit || c.Classes.Any(k => k.Value == unit))
        .OrderBy(c => SubjectOf(c.Course), StringComparer.CurrentCulture).ThenBy(c => c.Unit, StringComparer.Ordinal);

    /// <summary>The lessons that a unit's week shows, in order; put together once for all units.</summary>
    public IEnumerable<TimetableSlot> LessonsOf(string unit) => (lessons ??= TimetableEdit.Ordered(Week.Lessons)
        .SelectMany(l => Courses[l.Course].Classes.Select(c => c.Value).Append(Courses[l.Course].Unit).Distinct().Select(u => (u, l)))
        .ToLookup(p => p.u, p => p.l))[unit];

    public string SubjectOf(CourseId course) => Courses.TryGetValue(course, out var card) ? Subjects.GetValueOrDefault(card.Subject, card.Subject.Value) : course.Value;

    /// <summary>Рус, Алг: what fits into a cell of the whole school; each subject another.</summary>
    public string ShortOf(CourseId course) => Short.GetValueOrDefault(Courses[course].Subject) ?? (shorts ??= Abbreviations.Of(Subjects)).GetValueOrDefault(Courses[course].Subject, "?");

    /// <summary>Who teaches it on the day; a name that was erased is not said.</summary>
    public IEnumerable<string> TeachersOf(CourseId course) => Week.Courses[course].Teachers.Select(TeacherName);

    public string TeacherName(StaffId staff) => Staff.GetValueOrDefault(staff, "—");

    /// <summary>Numbers of lessons that a table of these units has as rows.</summary>
    public IReadOnlyList<int> Slots
    {
        get
        {
            var rung = Year.Bells.Concat(Year.Schedules.SelectMany(s => s.Bells)).Select(b => b.Slot);
            var all = rung.Concat(Week.Lessons.Select(l => l.Slot)).Distinct().Order().ToList();
            return all.Count > 0 ? all : [.. Enumerable.Range(1, 7)];
        }
    }

    /// <summary>Days of the school's week: five or six, by the regimes and by what stands in the timetable.</summary>
    public IReadOnlyList<int> DaysOf(IEnumerable<string> units)
    {
        var shown = units.ToList();
        var regimes = Classes.Where(c => shown.Contains(c.Id)).Select(c => c.RegimeOn(On)?.Days ?? 6).DefaultIfEmpty(6).Max();
        var lessons = shown.SelectMany(LessonsOf).Select(l => l.Weekday).DefaultIfEmpty(0).Max();
        return [.. Enumerable.Range(1, Math.Max(regimes, lessons))];
    }

    /// <summary>08:30–09:15 by the year's bells; empty where there are none.</summary>
    public (string Starts, string Ends)? BellOf(int slot) => Year.Bells.FirstOrDefault(b => b.Slot == slot) is { } bell ? (bell.Starts, bell.Ends) : null;

    public IReadOnlyList<string> Rooms => [.. Tables.Values.SelectMany(t => t.VersionOn(On)?.Slots ?? []).Select(s => s.Room).OfType<string>().Concat(Listed)
        .DistinctBy(SchoolWeek.Room).Order(RoomOrder.Instance)];

    private SchoolWeek MakeWeek() => new(
        [.. Units.SelectMany(SlotsOf).Where(s => Courses.ContainsKey(s.Course))],
        Courses.Values.ToDictionary(c => c.Course, c => new WeekCourse(
            c.Course, c.Unit, c.Subject, c.Layer, c.Hours,
            [.. c.Teachers.Where(t => t.From <= On && !(On > t.To)).Select(t => t.Teacher).Distinct()], c.Classes, c.Group, c.Closed <= On)),
        Classes.ToDictionary(c => ClassId.From(c.Id), c => new WeekClass(
            ClassId.From(c.Id), c.Level, c.RegimeOn(On)?.Days, BellsOf(c), [.. c.Pupils.Where(IsHere).Select(p => p.Pupil).Distinct()])),
        Groups.ToDictionary(g => g.Group, g => new WeekGroup(g.Group, g.Kind, g.Classes, g.Pupils.Where(IsHere).Select(p => p.Pupil).ToHashSet())),
        Norms, new Dictionary<string, int>());

    private bool IsHere(Enrolment pupil) => pupil.From <= On && !(On >= pupil.Left);

    private Dictionary<int, IReadOnlySet<int>>? BellsOf(ClassRoster roster)
    {
        if (Year.Bells.Count == 0 && Year.Schedules.Count == 0) return null;
        var regime = roster.RegimeOn(On);
        return Enumerable.Range(1, 7).ToDictionary(day => day, IReadOnlySet<int> (day) =>
        {
            var own = regime?.Bells.FirstOrDefault(b => b.Weekday == day)?.Schedule;
            return (Year.Schedules.FirstOrDefault(s => s.Schedule == own)?.Bells ?? Year.Bells).Select(b => b.Slot).ToHashSet();
        });
    }
}

/// <summary>Кабинеты по порядку: 2 before 11, words after numbers.</summary>
internal sealed class RoomOrder : IComparer<string>
{
    public static readonly RoomOrder Instance = new();

    public int Compare(string? x, string? y) => (int.TryParse(x, out var one), int.TryParse(y, out var two)) switch
    {
        (true, true) => one.CompareTo(two),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.Compare(x, y, StringComparison.CurrentCulture),
    };
}

/// <summary>Сокращения предметов: short enough for a cell, and no two alike.</summary>
internal static class Abbreviations
{
    public static IReadOnlyDictionary<SubjectId, string> Of(IReadOnlyDictionary<SubjectId, string> subjects)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<SubjectId, string>();
        // One word needs its beginning more than several do: those have initials.
        foreach (var (id, name) in subjects.OrderBy(s => Words(s.Value).Length > 1).ThenBy(s => s.Value, StringComparer.CurrentCulture))
        {
            var words = Words(name);
            var initials = string.Concat(words.Where(w => w.Length > 2).Select(w => char.ToUpper(w[0], CultureInfo.CurrentCulture)));
            var choices = Enumerable.Range(3, 4).Select(n => words[0][..Math.Min(n, words[0].Length)]);
            found[id] = (words.Length > 1 ? choices.Take(1).Append(initials).Concat(choices.Skip(1)) : choices).FirstOrDefault(taken.Add)
                ?? Enumerable.Range(2, 99).Select(n => $"{words[0][..Math.Min(3, words[0].Length)]}{n}").First(taken.Add);
        }
        return found;
    }

    private static string[] Words(string name) => name.Split([' ', '(', ')', ',', '-'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : ["?"];
}
