namespace ElJournal.Setup.Register;

/// <summary>Курс and who taught it when.</summary>
/// <param name="Level">Year level 1–11; 0 where it is not known.</param>
/// <param name="Classes">Whose pupils sit in it.</param>
/// <param name="Group">Null: the whole class.</param>
/// <param name="Hours">Hundredths of an hour a week.</param>
public sealed record CourseCard(
    string Id, CourseId Course, YearId Year, int Level, IReadOnlyList<ClassId> Classes, GroupId? Group, SubjectId Subject, int Hours, string Layer,
    IReadOnlyList<Assignment> Teachers)
{
    /// <summary>From this day nobody teaches it; null while it goes on.</summary>
    public DateOnly? Closed { get; init; }

    public static CourseCard Create(CourseOpened e) =>
        new(Streams.Course(e.Course), e.Course, e.Year, e.Level, e.Classes, e.Group, e.Subject, e.Hours, e.Layer, []);

    public static CourseCard Apply(TeacherAssigned e, CourseCard course) => course with
    {
        // Who comes next ends the open time of who was before, from the day of coming.
        Teachers = [.. course.Teachers.Select(t => t.To is null && !t.Second && t.Teacher != e.Teacher ? t with { To = e.From.AddDays(-1) } : t)
            // Who would have begun no earlier has never taught.
            .Where(t => !(t.To < t.From) && (t.Second || t.Teacher != e.Teacher || t.From != e.From)), new Assignment(e.Teacher, e.From, e.To)],
    };

    public static CourseCard Apply(SecondTeacherAssigned e, CourseCard course) => course with
    {
        Teachers = [.. course.Teachers.Where(t => !t.Second || t.Teacher != e.Teacher || t.From != e.From), new Assignment(e.Teacher, e.From, e.To, true)],
    };

    public static CourseCard Apply(TeacherReleased e, CourseCard course) => course with
    {
        Teachers = [.. course.Teachers.Where(t => t.Teacher != e.Teacher || t.From < e.From)
            .Select(t => t.Teacher == e.Teacher && !(t.To < e.From) ? t with { To = e.From.AddDays(-1) } : t)],
    };

    public static CourseCard Apply(CourseHoursSet e, CourseCard course) => course with { Hours = e.Hours };

    public static CourseCard Apply(CourseClosed e, CourseCard course) => course with
    {
        Closed = e.From,
        Teachers = [.. course.Teachers.Where(t => t.From < e.From).Select(t => t.To < e.From ? t : t with { To = e.From.AddDays(-1) })],
    };

    public bool IsTaughtOn(DateOnly date) => !(date >= Closed);

    public static CourseCard Apply(TeacherAnnulled e, CourseCard course) =>
        course with { Teachers = [.. e.Teachers.Select(d => new Assignment(d.Staff, d.From, d.To, d.Second))] };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    /// <summary>The class or group whose timetable it stands in.</summary>
    public string Unit => Group?.Value ?? Classes[0].Value;

    /// <summary>Who signs for the course; a second teacher does not.</summary>
    public Assignment? TeacherOn(DateOnly date) => Teachers.LastOrDefault(t => !t.Second && t.From <= date && !(date > t.To));
}

/// <summary>Назначение учителя, both days inclusive.</summary>
/// <param name="Second">Beside the one who signs.</param>
public sealed record Assignment(StaffId Teacher, DateOnly From, DateOnly? To, bool Second = false)
{
    /// <summary>Номер приказа, where one is known.</summary>
    public string? Order { get; init; }
}

/// <summary>КТП: the newest version.</summary>
public sealed record CoursePlan(string Id, CourseId Course, int Version, IReadOnlyList<PlanItem> Items)
{
    public static CoursePlan Create(PlanImported e) => new(Streams.Plan(e.Course), e.Course, e.Version, e.Items);

    public static CoursePlan Apply(PlanImported e, CoursePlan plan) => plan with { Version = e.Version, Items = e.Items };

    public static bool ShouldDelete(EntryAnnulled e) => true;
}

/// <summary>Расписание of a class or group: all versions, oldest first.</summary>
public sealed record UnitTimetable(string Id, string Unit, IReadOnlyList<TimetableSet> Versions)
{
    public static UnitTimetable Create(TimetableSet e) => new(Streams.Timetable(e.Unit), e.Unit, [e]);

    public static UnitTimetable Apply(TimetableSet e, UnitTimetable table) =>
        table with { Versions = [.. table.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    public static UnitTimetable Apply(TimetableAnnulled e, UnitTimetable table) => table with { Versions = [.. table.Versions.Where(v => v.From != e.From)] };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    /// <summary>The lessons of a day by the version in force; none on a day without lessons.</summary>
    /// <param name="level">Year level of the class, by which terms and holidays go.</param>
    public IEnumerable<TimetableSlot> On(DateOnly date, int level, YearCalendar year)
    {
        if (year.WeekdayOn(date, level) is not { } weekday || VersionOn(date) is not { } version) return [];
        var week = year.WeekOn(date);
        return version.Slots.Where(s => s.Weekday == weekday && (s.Week is null || s.Week == week)).OrderBy(s => s.Slot);
    }

    public TimetableSet? VersionOn(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
