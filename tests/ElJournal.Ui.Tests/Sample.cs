using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ChangeFilter = ElJournal.Accounting.Pages.ChangeFilter;

namespace ElJournal.Ui.Tests;

/// <summary>A believable journal page of 30 pupils and 40 lessons, the same every time.</summary>
public static class Sample
{
    public static readonly DateOnly Today = new(2026, 11, 27);

    private static readonly string[] Families = ["Абрамова", "Белоусова", "Васильева", "Григорьева", "Егорова", "Зайцева", "Калинина", "Лебедева", "Морозова", "Рождественская"];
    private static readonly string[] Given = ["Дарья", "Александра", "Виктория"];

    private static readonly CourseId Course = new("alg8b");
    private static readonly TermId Term = new("2026-2027.q2");

    public static EntryRules Rules { get; } = new(
        [new("2", 200), new("3", 300), new("4", 400), new("5", 500)],
        [new("Н", "не был", true, false), new("У", "уваж. причина", true, true), new("Б", "болел", true, true), new("О", "опоздал", false, false)],
        [new("typo", "Ошибка при вводе"), new("retake", "Пересдача"), new("appeal", "Апелляция"), new("other", "Другое")],
        [new("answer", "", "Ответ на уроке", 100), new("control", "К", "Контрольная работа", 300)],
        30,
        "Положение о ведении журнала");

    /// <summary>40 days: Mondays to Fridays up to and after today.</summary>
    private static readonly DateOnly[] Days = [.. Enumerable.Range(0, 200)
        .Select(n => new DateOnly(2026, 10, 5).AddDays(n)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(44).Where(d => d.Day % 11 != 0).Take(40)];

    public static JournalPage Page(PageMoment? moment = null) => new(
        Course, Term, "8 «Б»", "Алгебра", "2-я четверть", "2026/27", "Соколова И. В.",
        [new(new("2026-2027.q1"), "1", false), new(Term, "2", true)],
        [.. Days.Select(Lesson)], [.. Enumerable.Range(0, 30).Select(Pupil)], Rules, true, moment)
    {
        Today = Today,
    };

    public static int TodayIndex => Array.IndexOf(Days, Today);

    public static Change Change { get; } = new(
        1204, Guid.Empty, new DateTimeOffset(2026, 11, 24, 11, 42, 8, TimeSpan.Zero), new AccountId("a1"), "Миронов А. Д.", Role.Teacher, Channel.Web,
        ChangeKind.Grade, new LessonId(Course, Days[3], 2), "8 «Б»", "Алгебра", new PupilId("p1"), "Абрамова Дарья", "2", "4", true, "Пересдача", "Сдано после уроков");

    public static PageMoment Moment { get; } = new(Change.At, 2, 3, [Change.At.AddDays(-2), Change.At, Change.At.AddDays(1)], Change);

    public static DayPage Day { get; } = new(
        Today, true,
        [
            Line(1, "Вынесение множителя", "§ 12", true, true),
            Line(2, null, null, false, true),
            Line(3, null, null, false, false),
        ],
        [Line(4, "Корни", null, true, true)],
        [new(Course, Term, "8 «Б»", "Алгебра")])
    {
        Today = Today,
        Own = true,
    };

    /// <summary>The first lesson's own page: a plan, a file, words to one pupil.</summary>
    public static LessonSheet Sheet(LessonId lesson) => new(
        lesson, [new(1, "Вынесение множителя", null), new(2, "Корни", 2)], null, null, 0, [lesson with { Date = lesson.Date.AddDays(2) }],
        [new(Guid.Empty, 1, "application/pdf", 4096, "", new(3, "a1"))], new("§ 11", 20), [],
        [new(new PupilId("p1"), "Абрамова Дарья", "Повторить § 7", null, null, 4, false)], [])
    {
        NotHeldReasons = [new("quarantine", "Карантин")],
    };

    public static ChangesPage Changes { get; } = new(
        new ChangeFilter(Class: "8b", Kind: ChangeKind.Grade, Before: 2000), [Change, Change with { Seq = 1203, Correction = false, Old = null, Reason = null, Note = null }], 1203,
        new([new("a1", "Миронов А. Д.")], [new("8b", "8 «Б»")], [new("alg", "Алгебра")]));

    private static DayLesson Line(int slot, string? topic, string? homework, bool recorded, bool begun) =>
        new(new LessonId(Course, Today, slot), Term, "08:30", "09:15", "8 «Б»", "Алгебра", "214", topic, homework, recorded ? 2 : 0, 0, recorded, begun)
        {
            Missing = [.. topic is null ? [Lacks.Topic] : (string[])[], .. homework is null ? [Lacks.Homework] : (string[])[]],
        };

    private static LessonColumn Lesson(DateOnly date, int index)
    {
        var held = date < Today;
        var control = index % 5 == 1;
        return new LessonColumn(
            new LessonId(Course, date, 2), date, 2, held ? "Вынесение множителя из-под знака корня" : null, "Преобразование выражений с корнями", index + 1, held ? 3 : 0,
            held ? "§ 12, № 252, 255 (а, в)" : null, held ? 30 : null, held ? 2 : 0, control ? "control" : null, control ? "К" : null,
            held, date == Today, date > Today, index == 5, false, false);
    }

    private static PupilRow Pupil(int row)
    {
        DateOnly? left = row == 7 ? new DateOnly(2026, 11, 12) : null;
        return new PupilRow(
            new PupilId("p" + (row + 1)), $"{Families[row / 3]} {Given[row % 3]}", new DateOnly(2026, 9, 1), left, left is null ? null : "112-у",
            [.. Days.Select((date, column) => date >= Today || date >= left ? null : Cell(row, column))], row == 9 ? null : 462 - (row * 5));
    }

    /// <summary>The first row shows every kind of cell, the others carry marks in two of three lessons.</summary>
    private static PageCell? Cell(int row, int column) => (row, column) switch
    {
        (0, 0) => new(null, ["2"], 4, false, false),
        (0, 1) => new("Н", [], 5, false, false),
        (0, 2) => new("Б", [], 6, false, false),
        (0, 3) => new(null, ["4"], 7, true, true),
        (0, 4) => new("О", ["4"], 8, false, false),
        (0, 5) => new(null, ["5", "4"], 9, false, false),
        (0, 6) => null,
        _ => (row + column) % 3 == 0 ? null : new PageCell(null, [(3 + ((row + column) % 3)).ToString()], 1, false, false),
    };
}
