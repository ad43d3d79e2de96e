namespace ElJournal.Setup.Register;

/// <summary>Курс and who taught it when.</summary>
public sealed record CourseCard(
    string Id, CourseId Course, YearId Year, ClassId Class, SubjectId Subject, int HoursPerWeek, IReadOnlyList<Assignment> Teachers)
{
    public static CourseCard Create(CourseOpened e) =>
        new(Streams.Course(e.Course), e.Course, e.Year, e.Class, e.Subject, e.HoursPerWeek, []);

    public static CourseCard Apply(TeacherAssigned e, CourseCard course) => course with
    {
        // Who comes next ends the open time of who was before, from the day of coming.
        Teachers = [.. course.Teachers.Select(t => t.To is null && t.Teacher != e.Teacher ? t with { To = e.From.AddDays(-1) } : t)
            .Where(t => t.Teacher != e.Teacher || t.From != e.From), new Assignment(e.Teacher, e.From, e.To)],
    };

    public Assignment? TeacherOn(DateOnly date) => Teachers.LastOrDefault(t => t.From <= date && !(date > t.To));
}

/// <summary>Назначение учителя, both days inclusive.</summary>
public sealed record Assignment(StaffId Teacher, DateOnly From, DateOnly? To);

/// <summary>КТП: the newest version.</summary>
public sealed record CoursePlan(string Id, CourseId Course, int Version, IReadOnlyList<PlanItem> Items)
{
    public static CoursePlan Create(PlanImported e) => new(Streams.Plan(e.Course), e.Course, e.Version, e.Items);

    public static CoursePlan Apply(PlanImported e, CoursePlan plan) => plan with { Version = e.Version, Items = e.Items };
}

/// <summary>Расписание класса: all versions, oldest first.</summary>
public sealed record ClassTimetable(string Id, ClassId Class, IReadOnlyList<TimetableSet> Versions)
{
    public static ClassTimetable Create(TimetableSet e) => new(Streams.Timetable(e.Class), e.Class, [e]);

    public static ClassTimetable Apply(TimetableSet e, ClassTimetable table) =>
        table with { Versions = [.. table.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The lessons of a day by the version in force.</summary>
    public IEnumerable<TimetableSlot> On(DateOnly date)
    {
        var weekday = date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
        return (Versions.LastOrDefault(v => v.From <= date)?.Slots ?? []).Where(s => s.Weekday == weekday).OrderBy(s => s.Slot);
    }
}
