using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Показатель плана beside what the sample school is meant to have.</summary>
/// <param name="Tolerance">How far it may be from what is meant; null: so much or more.</param>
public sealed record PlanFigure(string Name, double Ours, double Meant, double? Tolerance)
{
    public bool IsMet => Tolerance is { } tolerance ? Math.Abs(Ours - Meant) <= tolerance + 1e-9 : Ours >= Meant;
}

/// <summary>Сверка of a plan with the figures of the sample school.</summary>
public static class PlanReport
{
    private static readonly IReadOnlyList<(string Position, int Count)> Chairs =
    [
        ("Учитель начальных классов", 16), ("Учитель русского языка и литературы", 9), ("Учитель математики", 9), ("Учитель английского языка", 9),
        ("Учитель истории и обществознания", 4), ("Учитель физики", 3), ("Учитель химии", 1), ("Учитель биологии", 2), ("Учитель географии", 2),
        ("Учитель информатики", 2), ("Учитель физической культуры", 6), ("Учитель труда (технологии)", 3), ("Учитель изобразительного искусства", 1),
        ("Учитель музыки", 2), ("Преподаватель-организатор ОБЗР", 1),
    ];

    public static IReadOnlyList<PlanFigure> Compare(SchoolPlan plan) => [.. Contingent(plan), .. Names(plan), .. Staff(plan), .. Load(plan), .. Year(plan)];

    /// <summary>Name, ours, meant, tolerance, a line for each figure; «НЕТ» where it is out of its tolerance.</summary>
    public static void Print(SchoolPlan plan, TextWriter to)
    {
        foreach (var f in Compare(plan))
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(f.IsMet ? "да " : "НЕТ")} {f.Name,-58} {f.Ours,10:0.##} {(f.Tolerance is null ? "≥" : ""),3}{f.Meant,7:0.##}{(f.Tolerance > 0 ? $" ± {f.Tolerance:0.##}" : "")}"));
    }

    private static IEnumerable<PlanFigure> Contingent(SchoolPlan plan)
    {
        var first = plan.Pupils.Where(p => p.From == plan.Year.From).ToList();
        yield return new("Классы", plan.Classes.Count, 40, 0);
        yield return new("Обучающиеся на 1 сентября", first.Count, 1006, 0);
        foreach (var level in plan.Classes.GroupBy(c => c.Level))
            yield return new($"  в {level.Key} классах", first.Count(p => level.Any(c => c.Id == p.Class)), ClassMaking.Totals[level.Key - 1], 0);
        var sizes = plan.Classes.Select(c => (double)first.Count(p => p.Class == c.Id)).ToList();
        yield return new("Средняя наполняемость", sizes.Average(), 25.4, 0.5);
        yield return new("Отклонение наполняемости", Math.Sqrt(sizes.Average(s => (s - sizes.Average()) * (s - sizes.Average()))), 2.2, 0.9);
        yield return new("Классы вне 20–30", sizes.Count(s => s is < ClassMaking.Fewest or > ClassMaking.Most), 0, 0);
        yield return new("Прибыли", plan.Pupils.Count(p => p.From > plan.Year.From), 25, 0);
        yield return new("Выбыли", plan.Pupils.Count(p => p.Left is not null), 22, 0);
        yield return new("Перешли в другой класс", plan.Pupils.Count(p => p.Moves is not null), 8, 0);
        yield return new("Обучение на дому", plan.Pupils.Count(p => p.Plan == "home"), 3, 0);
        yield return new("ИУП", plan.Pupils.Count(p => p.Plan == "individual"), 2, 0);
        yield return new("Санаторий", plan.Pupils.Count(p => p.Plan == "sanatorium"), 1, 0);
        yield return new("Хронически прогуливающие", plan.Pupils.Count(p => p.Truant), 6, 0);
        yield return new("Отказ от электронного информирования, %", 100.0 * plan.Pupils.Count(p => p.RefusesElectronic) / plan.Pupils.Count, 4, 0.4);
        var mean = plan.Pupils.Average(p => p.Ability);
        yield return new("Способности: среднее", mean, 0, 0.1);
        yield return new("Способности: отклонение", Math.Sqrt(plan.Pupils.Average(p => (p.Ability - mean) * (p.Ability - mean))), 1, 0.1);
    }

    private static IEnumerable<PlanFigure> Names(SchoolPlan plan)
    {
        yield return AtLeast("Фамилии в списках", NameBook.Surnames, 300);
        yield return new("Нерусские фамилии, %", 100.0 * plan.Pupils.Count(p => !NameBook.IsRussian(p.Card.Family)) / plan.Pupils.Count, 10, 3.5);
        yield return AtLeast("Имена и фамилии с ё", plan.Pupils.Count(p => p.Card.ListName.Contains('ё', StringComparison.OrdinalIgnoreCase)), 30);
        yield return AtLeast("Имена и фамилии с дефисом", plan.Pupils.Count(p => p.Card.ListName.Contains('-', StringComparison.Ordinal)), 2);
        yield return AtLeast("Без отчества", plan.Pupils.Count(p => p.Card.Patronymic is null), 3);
        yield return AtLeast("Тёзки в одном классе, пары", plan.Pupils.GroupBy(p => (p.Class, p.Card.ListName)).Count(g => g.Count() > 1), 1);
        yield return AtLeast("Родители двоих и более", plan.Guardians.Count(g => g.Wards.Count > 1), 60);
        yield return AtLeast("Родители с разными фамилиями", Apart(plan), 20);
    }

    private static int Apart(SchoolPlan plan) => plan.Guardians.GroupBy(g => g.Wards[0].Pupil)
        .Count(g => g.Count() == 2 && g.First(x => x.Card.Sex == "Ж").Card.Family != NameBook.Feminine(g.First(x => x.Card.Sex == "М").Card.Family));

    private static PlanFigure AtLeast(string name, int ours, int least) => new(name, ours, least, null);

    private static IEnumerable<PlanFigure> Staff(SchoolPlan plan)
    {
        var teachers = plan.Staff.Where(s => s.Role == Role.Teacher).ToList();
        yield return new("Учителя", teachers.Count, 70, 0);
        foreach (var (position, count) in Chairs) yield return new($"  {position}", teachers.Count(t => t.Position == position), count, 0);
        foreach (var (role, name, count) in new[]
        {
            (Role.DeputyHead, "Заместители", 4), (Role.Director, "Директор", 1), (Role.Administrator, "Администратор", 1), (Role.Auditor, "Проверяющий", 1), (Role.Secretary, "Секретарь", 1),
        })
        {
            yield return new(name, plan.Staff.Count(s => s.Role == role), count, 0);
        }
        yield return new("Женщины среди учителей, %", 100.0 * teachers.Count(t => t.Card.Sex == "Ж") / teachers.Count, 86, 1);
        yield return new("Средний возраст учителя", teachers.Average(t => (plan.Year.From.DayNumber - t.Card.Born!.Value.DayNumber) / 365.25), 49, 3.5);
        yield return new("Опаздывающие с записями", teachers.Count(t => t.Delay >= 6), 2, 0);
    }

    private static IEnumerable<PlanFigure> Load(SchoolPlan plan)
    {
        var individual = plan.Groups.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Id).ToHashSet();
        var home = plan.Courses.Where(c => c.Group is { } g && individual.Contains(g)).ToList();
        var core = plan.Courses.Except(home).ToList();
        yield return new("Часы урочные с делением", core.Sum(c => c.Hours), 1276, 0);
        foreach (var (key, hours) in new[] { ("anglijskij", 96), ("informatika", 16), ("trud", 32), ("fizkultura", 8) })
        {
            yield return new(
                $"  деление: {plan.Subjects.First(s => s.Id.Value == key).Name.ToLower(CultureInfo.InvariantCulture)}",
                core.Where(c => c.Subject.Value == key && c.Group is not null).GroupBy(c => c.Class).Sum(g => g.Sum(c => c.Hours) - g.First().Hours), hours, 0);
        }
        var ofSchool = plan.Subjects.Where(s => s.Part == CurriculumParts.School).Select(s => s.Id).ToHashSet();
        // 2, 1, 2, 2, 1 hours in each class of 5 to 9, one in the engineering profile, electives up to 34 in the universal one.
        yield return new("  часть, формируемая школой", core.Where(c => ofSchool.Contains(c.Subject)).Sum(c => c.Hours), (4 * (2 + 1 + 2 + 2 + 1)) + (2 * 1) + (2 * 6), 0);
        yield return new("Часы обучения на дому", home.Sum(c => c.Hours), 30, 0);
        yield return new("Класс-часы сверх нормы", plan.Classes.Sum(c => Math.Max(0, Week(plan, c) - Curricula.NormOf(c.Level))), 0, 0);
        yield return new("Классы не по учебному плану", plan.Classes.Count(c => Week(plan, c) != Curricula.WeekOf(c.Level, c.Profile)), 0, 0);
        var load = plan.Courses.Concat(plan.Extracurricular).GroupBy(c => c.Teacher).Select(g => g.Sum(c => c.Hours)).ToList();
        yield return new("Учителя с нагрузкой 9–34", load.Count(l => l is >= 9 and <= 34), 70, 0);
        // The meant mean has 160 hours outside the lessons; of those the plan has the class hour.
        yield return new("Средняя нагрузка (1276 + 30 + классный час)/70", load.Average(), (1276 + 30 + 40) / 70.0, 0.01);
    }

    /// <summary>Hours of one pupil of the class.</summary>
    internal static int Week(SchoolPlan plan, PlannedClass c)
    {
        var individual = plan.Groups.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Id).ToHashSet();
        return plan.Courses.Where(x => x.Class == c.Id && !(x.Group is { } g && individual.Contains(g))).GroupBy(x => x.Subject).Sum(g => g.First().Hours);
    }

    private static IEnumerable<PlanFigure> Year(SchoolPlan plan)
    {
        var individual = plan.Groups.Where(g => g.Kind == GroupKinds.Individual).Select(g => g.Id).ToHashSet();
        var level = plan.Classes.ToDictionary(c => c.Id, c => c.Level);
        var days = level.Values.Distinct().ToDictionary(l => l, l => plan.Year.DaysOf(l).GroupBy(d => (int)d.DayOfWeek).ToDictionary(g => g.Key, g => g.Count()));
        int Lessons(PlannedCourse c) => c.Slots.Sum(s => days[level[c.Class]][s.Weekday]);
        yield return new("Уроки за год", plan.Courses.Where(c => !(c.Group is { } g && individual.Contains(g))).Sum(Lessons), 43400, 900);
        yield return new("Учебные недели, 2–11 классы", plan.Year.DaysOf(5).Count / 5.0, 34, 0.5);
        yield return new("Учебные недели, 1 класс", plan.Year.DaysOf(1).Count / 5.0, 33, 0.5);
        yield return new("КТП: наибольшее расхождение с числом уроков", plan.Courses.Max(c => Math.Abs(c.Topics.Count - Lessons(c))), 0, 2);
        yield return new("Контрольные работы в КТП", plan.Courses.Sum(c => c.Topics.Count(t => t.Work == PlanWorks.Control)), 1100, 80);
        // A grade book fills by the hours of the subject: 3–4 a quarter at one hour, 5–6 at two, 7–12 above.
        var grades = plan.Courses.Where(c => level[c.Class] > 1)
            .Select(c => (Mean: plan.Subjects.First(s => s.Id == c.Subject).Mean, Count: (c.Hours switch { 1 => 3.5, 2 => 5.5, _ => 9.5 }) * (c.Group is null ? 2 : 1))).ToList();
        yield return new("Средняя отметка (34/38/24/4 %)", grades.Sum(g => g.Mean * g.Count) / grades.Sum(g => g.Count), 4.02, 0.02);
        foreach (var (key, mean) in new[] { ("russkij-yazyk", 3.7), ("matematika", 3.7), ("algebra", 3.7), ("fizkultura", 4.7), ("muzyka", 4.7), ("izo", 4.7) })
            yield return new($"  {plan.Subjects.First(s => s.Id.Value == key).Name}", plan.Subjects.First(s => s.Id.Value == key).Mean, mean, 0);
    }
}
