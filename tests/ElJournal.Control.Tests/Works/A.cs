using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tests.Works;

/// <summary>7А and its week: what the examples of control works speak of.</summary>
internal static class A
{
    public static readonly YearId Year = YearId.From("2026-2027");
    public static readonly ClassId Class = ClassId.From("7a");

    /// <summary>4 hours: Monday 2, Tuesday 3, Wednesday 2 and 3, Friday 1 (the first lesson).</summary>
    public static readonly CourseId Algebra = CourseId.From("algebra-7a");

    /// <summary>2 hours: Monday 3, Thursday 2.</summary>
    public static readonly CourseId Russian = CourseId.From("russian-7a");

    /// <summary>1 hour: Thursday 5, the last lesson.</summary>
    public static readonly CourseId Music = CourseId.From("music-7a");

    /// <summary>2 hours, in two groups: Tuesday 2 and Thursday 3.</summary>
    public static readonly CourseId EnglishOne = CourseId.From("english-7a-1");
    public static readonly CourseId EnglishTwo = CourseId.From("english-7a-2");

    /// <summary>2 hours, the first half only: Tuesday 4 and Friday 3.</summary>
    public static readonly CourseId Informatics = CourseId.From("informatics-7a-1");

    /// <summary>5 hours, of a pupil taught at home: every day 2.</summary>
    public static readonly CourseId Home = CourseId.From("home-7a");

    /// <summary>Every day 1 but Friday, and the last of Monday, Tuesday, Wednesday and Friday: what the others stand between.</summary>
    public static readonly CourseId Sport = CourseId.From("sport-7a");

    public static readonly CourseId Hour = CourseId.From("hour-7a");

    public static readonly DateOnly Monday = new(2026, 9, 14);
    public static readonly DateOnly Tuesday = Monday.AddDays(1);
    public static readonly DateOnly Wednesday = Monday.AddDays(2);
    public static readonly DateOnly Thursday = Monday.AddDays(3);
    public static readonly DateOnly Friday = Monday.AddDays(4);

    public static readonly WorkPaper Order = new("Приказ № 31-у", new DateOnly(2026, 9, 10));

    public static Guid Command => Guid.NewGuid();

    public static YearCalendar Calendar { get; } = YearCalendar.Apply(
        new BellsSet(Year, [.. Enumerable.Range(1, 7).Select(n => new Bell(n, $"{7 + n:00}:00", $"{7 + n:00}:40"))]),
        YearCalendar.Apply(
            new HolidaysSet(Year, [], [new Holiday("Осенние каникулы", new(2026, 10, 26), new(2026, 11, 4))]),
            YearCalendar.Apply(
                new TermsSet(Year, [new Term(TermId.From("2026-2027.h1"), "half_year", 1, new(2026, 9, 1), new(2026, 12, 30)), new Term(TermId.From("2026-2027.h2"), "half_year", 2, new(2027, 1, 11), new(2027, 5, 26))]),
                YearCalendar.Create(new SchoolYearOpened(Year, new(2026, 9, 1), new(2027, 5, 26))))));

    private static readonly (CourseId Id, string Subject, string? Group, int Hours, string Layer, (int Day, int Slot)[] Slots)[] Courses =
    [
        (Algebra, "algebra", null, 400, Layers.Core, [(1, 2), (2, 3), (3, 2), (3, 3), (5, 1)]),
        (Russian, "russian", null, 200, Layers.Core, [(1, 3), (4, 2)]),
        (Music, "music", null, 100, Layers.Core, [(4, 5)]),
        (EnglishOne, "english", "e1", 200, Layers.Core, [(2, 2), (4, 3)]),
        (EnglishTwo, "english", "e2", 200, Layers.Core, [(2, 2), (4, 3)]),
        (Informatics, "informatics", "i1", 200, Layers.Core, [(2, 4), (5, 3)]),
        (Home, "algebra", "home", 500, Layers.Core, [(1, 2), (2, 2), (3, 2), (4, 2), (5, 2)]),
        (Sport, "sport", null, 800, Layers.Core, [(1, 1), (2, 1), (3, 1), (4, 1), (1, 4), (2, 5), (3, 4), (5, 4)]),
        (Hour, "hour", null, 100, Layers.Extracurricular, [(1, 7)]),
    ];

    public static ControlWorkRulesSet Rules(DateOnly? from = null, params (string Limit, int Value)[] other) => new(
        from ?? new(2026, 9, 1),
        [.. ControlWorkRulesDraft.Usual(default, "").Limits.Select(l => l with { Value = other.FirstOrDefault(o => o.Limit == l.Limit, (l.Limit, l.Value)).Value, Clause = "п. 2.1" })],
        "Положение о контрольных работах");

    public static WorkFacts Facts(IEnumerable<ControlWork> works, IReadOnlyList<ControlWorkRulesSet>? rules = null, ControlSchedule? schedule = null, DateOnly? today = null) => new(
        Calendar,
        Courses.ToDictionary(c => c.Id, c => CourseCard.Create(new CourseOpened(
            c.Id, Year, 7, [Class], c.Group is { } g ? GroupId.From(g) : null, SubjectId.From(c.Subject), c.Hours, c.Layer))),
        new HashSet<GroupId> { GroupId.From("home") },
        Courses.GroupBy(c => c.Group ?? "7a").ToDictionary(g => g.Key, g => UnitTimetable.Create(new TimetableSet(
            g.Key, new(2026, 9, 1), [.. g.SelectMany(c => c.Slots.Select(s => new TimetableSlot(s.Day, s.Slot, c.Id, null, null)))]))),
        Enumerable.Empty<RegimeSet>().ToLookup(r => r.Class),
        rules is { Count: 0 } ? null : new ControlWorkRules(ControlWorkStreams.Rules, rules ?? [Rules()]), [.. works], schedule, today ?? new(2026, 9, 1));

    public static ControlWork Work(string id, CourseId course, DateOnly date, int slot, int lessons = 1) =>
        ControlWork.Create(new ControlWorkPlanned(ControlWorkId.From(id), Year, course, date, slot, lessons, ControlForms.Written, ControlLevels.School, "Тема", null));

    public static PlanControlWork Plan(CourseId course, DateOnly date, int slot, int lessons = 1, string id = "new") =>
        new(Command, ControlWorkId.From(id), course, date, slot, lessons, ControlForms.Written, ControlLevels.School, "Тема");

    public static WorkExplanation Why() => new(new Kernel.Opening("Так решил район"), "Письмо № 5");

    /// <summary>The whole year, approved.</summary>
    public static ControlSchedule Approved { get; } = ControlSchedule.Create(new ControlScheduleApproved(Year, Calendar.From, Calendar.To, Order));
}
