using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Домашние задания: what the plan says or the next paragraph, with minutes; on a few days much too much.</summary>
internal sealed class Homeworks(World world, Journal journal)
{
    private const double Share = 0.85;
    private const double OverloadShare = 0.0015;

    /// <summary>What is set above the usual on a day of overload.</summary>
    private const int Overload = 45;

    /// <summary>Room left for what comes to a day because a lesson fell out.</summary>
    private const int Spare = 30;

    private const int Least = 10;
    private static readonly int[] Minutes = [10, 15, 15, 20, 20, 20, 25, 25, 30, 30, 35, 40];

    /// <summary>Minutes that a class has for a day so far: of the groups that share it in a subject the longest counts.</summary>
    private readonly Dictionary<(ClassId Class, DateOnly Day), Dictionary<SubjectId, int>> loads = [];

    private readonly Dictionary<(ClassId Id, int Weekday), HashSet<SubjectId>> taught = [];

    /// <returns>When it is set; the beginning of time where none is.</returns>
    public DateTime Expect(LivedLesson lesson, PlanItem? item, DateTime at, Dice dice)
    {
        // In the first grade nothing is set; where the plan has one for the lesson it is usually that.
        if (lesson.Course.Level == 1 || lesson.Course.Extracurricular || lesson.Taught is not null || !dice.Chance(Share)) return default;
        var text = item?.Homework is { Length: > 0 } planned ? planned : Paragraph(lesson, dice);
        if (Allowed(lesson, dice.One(Minutes)) is not { } minutes) return default;
        world.Enter(at, lesson, false, by => journal.SetHomework(lesson, by, text, minutes));
        return at;
    }

    /// <summary>Days of a class for which far more is set than its age may have.</summary>
    /// <param name="day">The day as the dice know it.</param>
    public static bool IsOverload(Dice living, ClassId schoolClass, string day) => living.For("overload", schoolClass.Value, day).Chance(OverloadShare);

    /// <summary>What the norm of the day for which it is set still leaves room for; null: nothing worth setting.</summary>
    private int? Allowed(LivedLesson lesson, int wanted)
    {
        if (Due(lesson) is not { } due || IsIndividual(lesson)) return wanted;
        var key = (lesson.Course.Class.Id, due);
        var load = loads.TryGetValue(key, out var known) ? known : loads[key] = [];
        var subject = lesson.Course.Subject.Id;
        if (IsOverload(world.Dice, key.Id, world.Key(due))) return load[subject] = wanted + Overload;
        var room = Customs.HomeworkMinutes(lesson.Course.Level) - Spare - load.Where(l => l.Key != subject).Sum(l => l.Value);
        // The rest of the day's subjects are to have their share.
        var rest = Math.Max(1, Subjects(lesson.Course, due).Count(s => s == subject || !load.ContainsKey(s)));
        var minutes = Math.Min(wanted, Math.Max(Least, room / rest / 5 * 5));
        if (minutes > room) return null;
        load[subject] = Math.Max(load.GetValueOrDefault(subject), minutes);
        return minutes;
    }

    /// <summary>What a class is taught on a day by the timetable, where homework can be set at all.</summary>
    private HashSet<SubjectId> Subjects(CourseLife course, DateOnly day)
    {
        var key = (course.Class.Id, Weekday: world.Year.WeekdayOf(day));
        return taught.TryGetValue(key, out var subjects) ? subjects : taught[key] =
            [.. world.Courses.Where(c => c.Class.Id == key.Id && !c.Extracurricular && c.Plan.Slots.Any(s => s.Weekday == key.Weekday)).Select(c => c.Subject.Id)];
    }

    /// <summary>The next lesson of the course by the timetable.</summary>
    private DateOnly? Due(LivedLesson lesson)
    {
        var course = lesson.Course;
        for (var day = lesson.Id.Date.AddDays(1); day <= world.Year.To; day = day.AddDays(1))
        {
            if (world.IsSchoolDay(day, course.Level) && course.Plan.Slots.Any(s => s.Weekday == world.Year.WeekdayOf(day))) return day;
        }
        return null;
    }

    private static bool IsIndividual(LivedLesson lesson) => lesson.Course.Members.Count == 1;

    private static string Paragraph(LivedLesson lesson, Dice dice)
    {
        var number = 1 + (lesson.Course.Ordinal / Math.Max(1, lesson.Course.Plan.Hours));
        var first = 1 + dice.Below(200);
        return (lesson.Course.Subject.Id.Value, dice.Below(4)) switch
        {
            ("fizkultura" or "sport-igry", _) => "Комплекс упражнений утренней гимнастики",
            ("muzyka", _) => "Слушать музыку по теме урока",
            ("izo", _) => "Закончить рисунок",
            ("trud", _) => "Подготовить материалы к следующему занятию",
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"§ {number}, пересказ"),
            (_, 1) => string.Create(CultureInfo.InvariantCulture, $"§ {number}, упр. {first}"),
            (_, 2) => string.Create(CultureInfo.InvariantCulture, $"№ {first}–{first + 2}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"§ {number}, вопросы 1–{3 + dice.Below(4)}"),
        };
    }
}
