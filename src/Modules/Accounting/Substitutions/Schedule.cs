using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Урок дня as the timetable has it, with what was decided about it.</summary>
/// <param name="ClassName">8 «Б»; 8 «Б», группа 1.</param>
/// <param name="Starts">08:30, by the bells of its class; null where they are not set.</param>
public sealed record ScheduledLesson(
    LessonId Lesson, CourseCard Course, string ClassName, string Subject, string? Room, string? Starts, string? Ends, LessonShift? Shift)
{
    /// <summary>Who teaches the course that day by the assignment.</summary>
    public StaffId? Planned => Course.TeacherOn(Lesson.Date)?.Teacher;

    /// <summary>Who gives it; null where nobody does.</summary>
    public StaffId? Giver => IsOff ? null : Shift?.Teacher ?? Planned;

    public bool IsOff => Shift?.IsOff == true;

    /// <summary>An absence of this person touches it: planned, or taken over for another.</summary>
    public bool Concerns(StaffId staff) => Planned == staff || Giver == staff;

    /// <summary>While this person is away, somebody has still to be found.</summary>
    public bool IsOpenWithout(StaffId staff) => !IsOff && (Giver is null || Giver == staff);

    /// <summary>Keeps a person from anything else: gives it, or teaches beside the one who does.</summary>
    public bool Occupies(StaffId staff) => !IsOff && (Giver == staff
        || Course.Teachers.Any(t => t.Second && t.Teacher == staff && t.From <= Lesson.Date && !(Lesson.Date > t.To)));

    /// <summary>At the same time: by the bells where both are known, for shifts count the same lessons anew; else by the number.</summary>
    public bool Meets(ScheduledLesson other) => Lesson.Date == other.Lesson.Date && (Starts is not null && Ends is not null && other.Starts is not null && other.Ends is not null
        ? string.CompareOrdinal(Starts, other.Ends) < 0 && string.CompareOrdinal(other.Starts, Ends) < 0
        : Lesson.Slot == other.Lesson.Slot);
}

/// <summary>Расписание школы на несколько дней with all changes of the months they lie in: what substitutions are decided by.</summary>
public sealed class Schedule
{
    private readonly Dictionary<CourseId, CourseCard> _courses;
    private readonly Dictionary<YearId, YearCalendar> _years;
    private readonly Dictionary<string, ClassRoster> _classes;
    private readonly Dictionary<GroupId, StudyGroupCard> _groups;
    private readonly Dictionary<LessonId, LessonShift> _shifts;
    private readonly Dictionary<LessonId, ScheduledLesson> _lessons = [];

    private Schedule(
        IEnumerable<CourseCard> courses, IEnumerable<YearCalendar> years, IEnumerable<ClassRoster> classes, IEnumerable<StudyGroupCard> groups,
        IEnumerable<UnitTimetable> tables, IEnumerable<SubjectCard> subjects, IEnumerable<StaffCard> staff, IEnumerable<ChangedLesson> changed, IEnumerable<LessonId> extra, DateOnly from, DateOnly to)
    {
        _courses = courses.ToDictionary(c => c.Course);
        _years = years.ToDictionary(y => y.Year);
        _classes = classes.ToDictionary(c => c.Id);
        _groups = groups.ToDictionary(g => g.Group);
        _shifts = changed.Where(c => c.Shift is not null).ToDictionary(c => c.Lesson, c => c.Shift!);
        Subjects = subjects.ToDictionary(s => s.Subject, s => s.Name);
        Staff = staff.ToDictionary(s => s.Staff);
        var units = tables.ToList();
        for (var day = from; day <= to; day = day.AddDays(1)) Add(day, units);
        foreach (var id in extra)
            if (At(id) is { } outside) _lessons.TryAdd(id, outside);
    }

    public IReadOnlyDictionary<SubjectId, string> Subjects { get; }

    public IReadOnlyDictionary<StaffId, StaffCard> Staff { get; }

    public IReadOnlyCollection<CourseCard> Courses => _courses.Values;

    /// <summary>In order of day, hour and class.</summary>
    public IEnumerable<ScheduledLesson> Lessons => _lessons.Values.OrderBy(l => l.Lesson.Date).ThenBy(l => l.Lesson.Slot)
        .ThenBy(l => l.Course.Level).ThenBy(l => l.ClassName, StringComparer.CurrentCulture);

    /// <summary>Everything decided in the months of the days.</summary>
    public IReadOnlyDictionary<LessonId, LessonShift> Shifts => _shifts;

    public static async Task<Schedule> Load(IQuerySession session, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (first, last) = (Day(new DateOnly(from.Year, from.Month, 1)), Day(new DateOnly(to.Year, to.Month, 1).AddMonths(1).AddDays(-1)));
        var batch = session.CreateBatchQuery();
        var courses = batch.Query<CourseCard>().ToList();
        var years = batch.Query<YearCalendar>().Where(y => y.From <= to && y.To >= from).ToList();
        var classes = batch.Query<ClassRoster>().ToList();
        var groups = batch.Query<StudyGroupCard>().ToList();
        var tables = batch.Query<UnitTimetable>().ToList();
        var subjects = batch.Query<SubjectCard>().ToList();
        var staff = batch.Query<StaffCard>().ToList();
        await batch.Execute(cancel);
        var changed = await session.QueryAsync<ChangedLesson>("where d.tenant_id = ? and d.data ->> 'day' between ? and ?", cancel, session.TenantId, first, last);
        // Lessons outside the timetable keep their teacher and their class busy like any other.
        var extra = await session.Query<Lesson>().Where(l => l.MatchesSql("(d.data ->> 'extra') is not null and d.data ->> 'day' between ? and ?", Day(from), Day(to)))
            .Select(l => l.Key).ToListAsync(cancel);
        var standing = (await years).Select(y => y.Year).ToHashSet();
        return new Schedule(
            (await courses).Where(c => standing.Contains(c.Year)), await years, (await classes).Where(c => standing.Contains(c.Year)), await groups, await tables,
            await subjects, await staff, changed, extra, from, to);
    }

    public ScheduledLesson? Find(LessonId lesson) => _lessons.GetValueOrDefault(lesson);

    /// <summary>A lesson of the course where the timetable need not have one; null where there is no such course.</summary>
    public ScheduledLesson? At(LessonId lesson, string? room = null)
    {
        if (!_courses.TryGetValue(lesson.Course, out var course) || !_years.TryGetValue(course.Year, out var year)) return null;
        var bell = _classes.GetValueOrDefault(course.Classes[0].Value) is { } first
            ? year.BellsOn(lesson.Date, course.Level, first.Regimes).FirstOrDefault(b => b.Slot == lesson.Slot) : null;
        var name = CourseRoster.NameOf(
            [.. course.Classes.Select(c => _classes.GetValueOrDefault(c.Value)).OfType<ClassRoster>()], course.Group is { } g ? _groups.GetValueOrDefault(g) : null);
        return new ScheduledLesson(
            lesson, course, name, Subjects.GetValueOrDefault(course.Subject, ""), room, bell?.Starts, bell?.Ends, _shifts.GetValueOrDefault(lesson));
    }

    /// <summary>The school teaches the course's level on that day; Sundays only by the timetable.</summary>
    public bool IsSchoolDay(CourseCard course, DateOnly day) => _years.GetValueOrDefault(course.Year)?.WeekdayOn(day, course.Level) is { } weekday
        && (weekday != 7 || _lessons.Values.Any(l => l.Lesson.Date == day));

    public bool IsInTerm(CourseCard course, DateOnly day) => _years.GetValueOrDefault(course.Year)?.TermOn(day, course.Level) is not null;

    /// <summary>What else is given or was to be given at the same time.</summary>
    public IReadOnlyList<Beside> Beside(ScheduledLesson lesson) =>
        [.. _lessons.Values.Where(l => l.Lesson != lesson.Lesson && l.Meets(lesson)).Select(l => new Beside(l, SharePupils(lesson.Course, l.Course, lesson.Lesson.Date)))];

    private bool SharePupils(CourseCard one, CourseCard other, DateOnly day)
    {
        if (!one.Classes.Intersect(other.Classes).Any()) return false;
        if (one.Group is not { } a || other.Group is not { } b) return true;
        return a == b || In(a).Overlaps(In(b));
        HashSet<PupilId> In(GroupId group) => _groups.GetValueOrDefault(group) is { } card ? [.. card.Pupils.Where(p => p.From <= day && !(day >= p.Left)).Select(p => p.Pupil)] : [];
    }

    private void Add(DateOnly day, List<UnitTimetable> tables)
    {
        foreach (var table in tables)
        {
            if (_courses.Values.FirstOrDefault(c => c.Unit == table.Unit) is not { } first || !_years.TryGetValue(first.Year, out var year)) continue;
            foreach (var slot in table.On(day, first.Level, year))
            {
                var id = new LessonId(slot.Course, day, slot.Slot);
                if (_courses.TryGetValue(slot.Course, out var course) && course.IsTaughtOn(day)) _lessons[id] = At(id, slot.Room)!;
            }
        }
        foreach (var (id, _) in _shifts.Where(s => s.Key.Date == day && s.Value.From is not null))
            if (At(id) is { } received) _lessons[id] = received;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A lesson at the same time as another.</summary>
/// <param name="SharesPupils">Somebody would have to sit in both.</param>
public sealed record Beside(ScheduledLesson Lesson, bool SharesPupils);
