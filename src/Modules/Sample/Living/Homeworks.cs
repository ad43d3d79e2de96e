using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Домашние задания: what the plan says or the next paragraph, with minutes; on a few days much too much.</summary>
internal sealed class Homeworks(World world, Journal journal)
{
    private const double Share = 0.85;
    private static readonly int[] Minutes = [10, 15, 15, 20, 20, 20, 25, 25, 30, 30, 35, 40];

    /// <returns>When it is set; the beginning of time where none is.</returns>
    public DateTime Expect(LivedLesson lesson, PlanItem? item, DateTime at, Dice dice)
    {
        // In the first grade nothing is set; where the plan has one for the lesson it is usually that.
        if (lesson.Course.Level == 1 || lesson.Course.Extracurricular || lesson.Taught is not null || !dice.Chance(Share)) return default;
        var text = item?.Homework is { Length: > 0 } planned ? planned : Paragraph(lesson, dice);
        var minutes = dice.One(Minutes) + (IsOverload(lesson) ? 35 : 0);
        world.Enter(at, lesson, false, by => journal.SetHomework(lesson, by, text, minutes));
        return at;
    }

    /// <summary>A few days a year on which a class gets far more than its age may.</summary>
    private bool IsOverload(LivedLesson lesson) =>
        world.Dice.For("overload", lesson.Course.Class.Id.Value, world.Key(lesson.Id.Date)).Chance(0.012);

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
