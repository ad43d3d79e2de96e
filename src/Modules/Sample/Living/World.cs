using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>The school as the year finds it: everything that is looked up while it is lived.</summary>
internal sealed class World
{
    /// <param name="extracurricular">Its lessons are lived as well: with topics and attendance, without grades.</param>
    public World(SchoolPlan plan, SchoolId school, bool extracurricular = false)
    {
        Plan = plan;
        School = school;
        Taught = extracurricular ? [.. plan.Courses, .. plan.Extracurricular] : plan.Courses;
        Stories = Stories.Of(plan);
        Agenda = new Agenda(Stories.Offline.Sent);
        Dice = new Dice(plan.Seed).For("living");
        Record = new Recorder(Agenda, Dice);
        Sessions = new Sessions(school, plan.Year, Dice);
        Staff = plan.Staff.ToDictionary(t => t.Id);
        Classes = plan.Classes.ToDictionary(c => c.Id);
        Administrator = plan.Staff.FirstOrDefault(t => t.Role is Role.Administrator) ?? plan.Staff[0];
        Deputies = plan.Staff.Where(t => t.Role is Role.DeputyHead).ToList() is { Count: > 0 } deputies ? deputies : [plan.Staff[0]];
        for (var level = 1; level <= 11; level++) days[level] = [.. Days(plan.Year.From, plan.Year.To).Where(day => plan.Year.IsSchoolDay(day, level))];
        Pupils = [.. plan.Pupils.Select(p => new PupilLife(p, Dice.For("pupil", p.Id.Value)) { Spells = [.. Absence.Spells(this, p).Where(s => Stories.Rise.Keeps(p, s))] })];
        PupilOf = Pupils.ToDictionary(p => p.Plan.Id);
        var roster = new Roster(this);
        Courses = roster.Courses;
        CourseOf = Courses.ToDictionary(c => c.Plan.Id);
        foreach (var course in Courses)
        {
            foreach (var slot in course.Plan.Slots) week[slot.Weekday].Add((course, slot.Slot));
        }
        foreach (var list in week) list.Sort((a, b) => (a.Slot, a.Course.Plan.Id.Value) is var x && (b.Slot, b.Course.Plan.Id.Value) is var y && x.Slot != y.Slot
            ? x.Slot.CompareTo(y.Slot) : string.CompareOrdinal(x.Value, y.Value));
        Grading = new GradeThrow(this);
    }

    private readonly IReadOnlyList<DateOnly>[] days = new IReadOnlyList<DateOnly>[12];
    private readonly List<(CourseLife Course, int Slot)>[] week = [[], [], [], [], [], [], []];

    public SchoolPlan Plan { get; }

    public PlannedYear Year => Plan.Year;

    public SchoolId School { get; }

    /// <summary>The courses whose lessons are lived.</summary>
    public IReadOnlyList<PlannedCourse> Taught { get; }

    public Dice Dice { get; }

    public Stories Stories { get; }

    public Agenda Agenda { get; }

    public Recorder Record { get; }

    public Sessions Sessions { get; }

    public IReadOnlyDictionary<StaffId, PlannedTeacher> Staff { get; }

    public IReadOnlyDictionary<ClassId, PlannedClass> Classes { get; }

    public PlannedTeacher Administrator { get; }

    /// <summary>Заместители: each looks after some of the classes.</summary>
    public IReadOnlyList<PlannedTeacher> Deputies { get; }

    public IReadOnlyList<PupilLife> Pupils { get; }

    public IReadOnlyDictionary<PupilId, PupilLife> PupilOf { get; }

    public IReadOnlyList<CourseLife> Courses { get; }

    public IReadOnlyDictionary<CourseId, CourseLife> CourseOf { get; }

    public GradeThrow Grading { get; }

    /// <summary>Days that teachers have completed.</summary>
    public HashSet<(StaffId, DateOnly)> CompletedDays { get; } = [];

    /// <summary>A day by which dice are named.</summary>
    public string Key(DateOnly day) => Year.Made(day).DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Two weeks in which every eighth is ill.</summary>
    public bool IsFlu(DateOnly day) => IsFlu(Year, day);

    internal static bool IsFlu(PlannedYear year, DateOnly day) => year.Made(day) is { Month: 12, Day: >= 8 and <= 12 } or { Month: 2, Day: >= 2 and <= 6 };

    /// <summary>Puts an entry in a lesson down, made by whoever gives it.</summary>
    /// <param name="cells">Entries of cells wait for the network and tell when they were typed; others are made when it is there.</param>
    public void Enter(DateTime at, LivedLesson lesson, bool cells, Action<Actor> act)
    {
        var waits = cells && Stories.Offline.Sent(at) != at;
        Agenda.Put(at, () =>
        {
            var by = Sessions.Teacher(lesson.Giver!, Agenda.Now);
            act(waits ? by with { Channel = Channel.Offline, ClientTime = at } : by);
        });
    }

    public PlannedTeacher DeputyOf(int level) => Deputies[level % Deputies.Count];

    /// <summary>School days of a level.</summary>
    public IReadOnlyList<DateOnly> SchoolDays(int level) => days[level];

    public bool IsSchoolDay(DateOnly day, int level) => Year.IsSchoolDay(day, level);

    /// <summary>Lessons that the timetable has on a day, by hour and course.</summary>
    public IEnumerable<(CourseLife Course, int Slot)> LessonsOn(DateOnly day)
    {
        if (Year.WeekdayOf(day) is not (>= 1 and <= 5)) yield break;
        var open = new bool[12];
        for (var level = 1; level <= 11; level++) open[level] = IsSchoolDay(day, level);
        foreach (var lesson in week[Year.WeekdayOf(day)])
            if (open[lesson.Course.Level]) yield return lesson;
    }

    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }

    /// <summary>A moment of the school's clock, UTC.</summary>
    public static DateTime At(DateOnly day, double minutes) =>
        DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Customs.Offset, DateTimeKind.Utc).AddTicks((long)(minutes * 60_000_000) * 10);

    /// <summary>When an hour begins, minutes after midnight.</summary>
    public double Begins(int slot) => Minutes(Year.Bells.FirstOrDefault(b => b.Slot == slot)?.Starts) ?? 480 + (slot * 55);

    public double Ends(int slot) => Minutes(Year.Bells.FirstOrDefault(b => b.Slot == slot)?.Ends) ?? Begins(slot) + 45;

    private static double? Minutes(string? time) =>
        time is null ? null : (int.Parse(time[..2], System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(time[3..], System.Globalization.CultureInfo.InvariantCulture);
}
