using ElJournal.Setup.Register;

namespace ElJournal.Setup.Readiness;

/// <summary>Раздел готовности: how much of it is done, for the school and for each class.</summary>
/// <param name="Name">Key of its words in <c>ReadinessTexts</c>.</param>
/// <param name="Area">Whose charge it is (D-1): one of <see cref="DutyAreas"/>.</param>
/// <param name="Href">The screen on which it is done.</param>
public sealed record ReadinessSection(string Name, string Area, string Href, IReadOnlyList<ReadinessItem> Items)
{
    public int Done => Items.Count(i => i.Lack is null);

    /// <summary>Whole percent, and 100 only when nothing is lacking; an empty section is not ready.</summary>
    public int Percent => Items.Count == 0 ? 0 : Done * 100 / Items.Count;

    public bool IsReady => Items.Count > 0 && Done == Items.Count;

    public IEnumerable<ReadinessItem> Lacks => Items.Where(i => i.Lack is not null);

    public IEnumerable<ReadinessItem> Of(ClassId schoolClass) => Items.Where(i => i.Classes.Contains(schoolClass));
}

/// <summary>Что должно быть сделано, for some classes or, without any, for the school.</summary>
/// <param name="Lack">Key of the sentence that says what is lacking; null: it is done.</param>
/// <param name="Href">The screen that mends it.</param>
public sealed record ReadinessItem(IReadOnlyList<ClassId> Classes, string? Lack, string Href, params object?[] Arguments);

/// <summary>Готовность школы к учебному году (D-10, Z-5): ten sections, judged from the register alone, so at any moment of the past as well.</summary>
public static class ReadinessRules
{
    /// <summary>Каникулы короче are remarked on (Z-5.2).</summary>
    private const int ShortestHolidays = 7;

    public static IReadOnlyList<ReadinessSection> Of(SchoolState school) =>
    [
        Section("terms", DutyAreas.Timetable, "/school/year", Terms(school)),
        Section("holidays", DutyAreas.Timetable, "/school/year", Holidays(school)),
        Section("curriculum", DutyAreas.Timetable, "/school/curriculum", Curriculum(school)),
        Section("rooms", DutyAreas.Timetable, "/school/rooms", Rooms(school)),
        Section("staff", DutyAreas.Timetable, "/school/load", Load(school)),
        Section("classes", DutyAreas.Contingent, "/school/classes", Classes(school)),
        Section("groups", DutyAreas.Contingent, "/school/groups", Groups(school)),
        Section("individual", DutyAreas.Contingent, "/school/individual", Individual(school)),
        Section("timetable", DutyAreas.Timetable, "/school/timetable", Timetable(school)),
        Section("plans", DutyAreas.Journal, "/school/plans", Plans(school)),
    ];

    private static ReadinessSection Section(string name, string area, string href, IEnumerable<ReadinessItem> items) => new(name, area, href, [.. items]);

    private static IEnumerable<ReadinessItem> Terms(SchoolState school) => school.Year is not { } year
        ? [new([], "lack.year", "/school/year")]
        : EachClass(school, c => year.TermsOf(c.Level).Count > 0 ? null : "lack.terms", "/school/year");

    private static IEnumerable<ReadinessItem> Holidays(SchoolState school)
    {
        if (school.Year is not { } year) return [new([], "lack.year", "/school/year")];
        return school.Classes.Select(c =>
        {
            var holidays = year.HolidaysOf(c.Level);
            var hasty = holidays.FirstOrDefault(h => h.To.DayNumber - h.From.DayNumber + 1 < ShortestHolidays);
            return holidays.Count == 0 ? Of(c, "lack.holidays", "/school/year")
                : hasty is null ? Of(c, null, "/school/year")
                : Of(c, "lack.holidays-short", "/school/year", hasty.Name, hasty.To.DayNumber - hasty.From.DayNumber + 1, ShortestHolidays);
        });
    }

    /// <summary>Each class has a curriculum, and the hours of every subject in it are taught.</summary>
    private static IEnumerable<ReadinessItem> Curriculum(SchoolState school)
    {
        if (school.Subjects.Count == 0) return [new([], "lack.subjects", "/school/subjects")];
        if (school.Classes.Count == 0) return [new([], "lack.classes", "/school/classes")];
        return school.Classes.SelectMany(c => CurriculumOf(school, c) is not { } curriculum
            ? [Of(c, "lack.curriculum", "/school/curriculum")]
            : curriculum.Lines.Select(line => Of(
                c, Taught(school, c, line) >= line.Hours ? null : "lack.untaught", "/school/load",
                school.Subjects.FirstOrDefault(s => s.Subject == line.Subject)?.Name, Taught(school, c, line) / 100m, line.Hours / 100m)));
    }

    private static CurriculumSet? CurriculumOf(SchoolState school, ClassRoster c) => school.Curriculum?.Of(ClassId.From(c.Id), c.Level, school.Year!.To);

    /// <summary>Groups of a class have the subject side by side: the hours of one are the hours of the class.</summary>
    private static int Taught(SchoolState school, ClassRoster c, CurriculumLine line) => school.Courses
        .Where(course => course.Classes.Contains(ClassId.From(c.Id)) && course.Subject == line.Subject && course.Layer == line.Layer)
        .Select(course => course.Hours).DefaultIfEmpty(0).Max();

    private static IEnumerable<ReadinessItem> Rooms(SchoolState school)
    {
        if (school.Rooms.Count == 0) yield return new([], "lack.rooms", "/school/rooms");
        foreach (var course in school.Courses)
        {
            var slots = Slots(school, course).ToList();
            yield return new ReadinessItem(
                course.Classes, slots.Count > 0 && slots.TrueForAll(s => s.Room is not null) ? null : "lack.room", $"/school/timetable/{course.Unit}", Name(school, course));
        }
    }

    private static IEnumerable<ReadinessItem> Load(SchoolState school)
    {
        if (!school.Staff.Any(s => s.Dismissed is null)) yield return new([], "lack.staff", "/school/staff");
        foreach (var course in school.Courses)
        {
            var teacher = course.Teachers.Any(t => !t.Second && (t.To is null || t.To >= school.Year!.From));
            yield return new ReadinessItem(course.Classes, teacher ? null : "lack.teacher", "/school/load", Name(school, course));
        }
    }

    private static IEnumerable<ReadinessItem> Classes(SchoolState school) => school.Classes.Count == 0
        ? [new([], "lack.classes", "/school/classes")]
        : school.Classes.SelectMany(c => (ReadinessItem[])
        [
            Of(c, c.Leads.Count > 0 ? null : "lack.lead", "/school/classes"),
            Of(c, c.Pupils.Any(p => p.Left is null) ? null : "lack.pupils", "/school/pupils"),
            Of(c, c.Regimes.Count > 0 || school.Year!.Bells.Count > 0 ? null : "lack.bells", "/school/year"),
        ]);

    /// <summary>Where a class is split in a subject, everybody in the class is in a group of it.</summary>
    private static IEnumerable<ReadinessItem> Groups(SchoolState school)
    {
        var split = school.Groups.Where(g => g is { Kind: GroupKinds.Subgroup, Subject: not null }).GroupBy(g => (Class: g.Classes[0], Subject: g.Subject!.Value)).ToList();
        if (split.Count == 0) return [new([], null, "/school/groups")];
        return split.Select(groups =>
        {
            var joint = school.Groups.Where(g => g.Kind == GroupKinds.Interclass && g.Subject == groups.Key.Subject && g.Classes.Contains(groups.Key.Class));
            var members = groups.Concat(joint).SelectMany(g => g.Pupils).Where(p => p.Left is null).Select(p => p.Pupil).ToHashSet();
            var roster = school.Classes.FirstOrDefault(c => c.Id == groups.Key.Class.Value);
            var outside = roster?.Pupils.Count(p => p.Left is null && !members.Contains(p.Pupil)) ?? 0;
            var subject = school.Subjects.FirstOrDefault(s => s.Subject == groups.Key.Subject)?.Name;
            return new ReadinessItem([groups.Key.Class], outside == 0 ? null : "lack.members", "/school/groups", subject, outside);
        });
    }

    private static IEnumerable<ReadinessItem> Individual(SchoolState school)
    {
        var plans = school.Groups.Where(g => g.Kind == GroupKinds.Individual).ToList();
        if (plans.Count == 0) return [new([], null, "/school/individual")];
        return plans.Select(group => new ReadinessItem(
            group.Classes, school.Courses.Any(c => c.Group == group.Group) ? null : "lack.individual", "/school/individual", group.Name));
    }

    private static IEnumerable<ReadinessItem> Timetable(SchoolState school) => school.Courses.Select(course =>
    {
        // A lesson of every other week is half of one; less than that no timetable can tell.
        var placed = Slots(school, course).Sum(s => s.Week is null ? 100 : 50);
        return new ReadinessItem(
            course.Classes, Math.Abs(placed - course.Hours) < 50 ? null : "lack.hours", $"/school/timetable/{course.Unit}", Name(school, course), placed / 100m, course.Hours / 100m);
    });

    private static IEnumerable<ReadinessItem> Plans(SchoolState school) => school.Courses.Where(c => c.Layer == Layers.Core).Select(course => new ReadinessItem(
        course.Classes, school.Plans.Any(p => p.Course == course.Course) ? null : "lack.plan", $"/school/plans/{course.Course}", Name(school, course)));

    private static IEnumerable<TimetableSlot> Slots(SchoolState school, CourseCard course) =>
        (school.Timetables.FirstOrDefault(t => t.Unit == course.Unit)?.Versions.LastOrDefault()?.Slots ?? []).Where(s => s.Course == course.Course);

    private static string Name(SchoolState school, CourseCard course)
    {
        var classes = course.Classes.Select(id => school.Classes.FirstOrDefault(c => c.Id == id.Value)).OfType<ClassRoster>().ToList();
        var unit = CourseRoster.NameOf(classes, course.Group is { } g ? school.Groups.FirstOrDefault(x => x.Group == g) : null);
        return $"{unit}, {school.Subjects.FirstOrDefault(s => s.Subject == course.Subject)?.Name}";
    }

    private static IEnumerable<ReadinessItem> EachClass(SchoolState school, Func<ClassRoster, string?> lack, string href) => school.Classes.Count == 0
        ? [new([], "lack.classes", "/school/classes")]
        : school.Classes.Select(c => Of(c, lack(c), href));

    private static ReadinessItem Of(ClassRoster c, string? lack, string href, params object?[] arguments) =>
        new([ClassId.From(c.Id)], lack, href, arguments.Length == 0 ? [c.Name] : [c.Name, .. arguments]);
}
