using ElJournal.Control;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Контрольная работа of the school's schedule, where the course's plan has it.</summary>
/// <param name="Broken">The limit that it breaks on purpose: one of <see cref="WorkLimits"/>; null: none.</param>
/// <param name="Before">Where it stood until it was moved by an order; null: always here.</param>
public sealed record PlannedWork(ControlWorkId Id, CourseId Course, DateOnly Date, int Slot, string Form, string Level, string Topic, string? Broken, (DateOnly Date, int Slot)? Before);

/// <summary>График контрольных работ of the year: what the plans of the courses call a control work, on its lesson.</summary>
internal static class WorkMaking
{
    public static IReadOnlyList<PlannedWork> Make(PlannedYear year, IReadOnlyList<PlannedClass> classes, IReadOnlyList<PlannedCourse> courses, IReadOnlyList<Block> blocks, WorkSlips slips)
    {
        var levels = classes.ToDictionary(c => c.Id, c => c.Level);
        var blockOf = blocks.SelectMany((b, i) => b.Teachers.Select((_, part) => (Course: b.Course(part), Block: i, b.Line))).ToDictionary(b => b.Course);
        var works = new List<PlannedWork>();
        foreach (var course in courses)
        {
            if (!blockOf.TryGetValue(course.Id, out var of)) continue;
            var level = levels[course.Class];
            var lessons = WorkDays.LessonsOf(year, level, [.. course.Slots.Select(s => ((s.Weekday - 1) * Placement.Slots) + s.Slot - 1)]);
            var own = course.Topics.Where(t => t.Work == PlanWorks.Control && t.Number <= lessons.Count).ToList();
            foreach (var (n, item) in own.Index())
            {
                var at = item.Number - 1;
                var (day, slot) = lessons[at];
                var before = slips.Moved.Where(m => m.Block == of.Block && m.Lesson == at).Select(m => (int?)m.Before).FirstOrDefault();
                var national = IsNational(of.Line.Key, level, day) && n == own.Count - 1;
                works.Add(new PlannedWork(
                    ControlWorkId.From($"{course.Id}.{n + 1}"), course.Id, day, slot + 1, national ? ControlForms.AllRussian : FormOf(of.Line.Key, n),
                    national ? ControlLevels.Federal : ControlLevels.School, national ? $"Всероссийская проверочная работа: {of.Line.Name.ToLowerInvariant()}" : item.Topic,
                    slips.Broken.Where(s => s.Block == of.Block && s.Lesson == at).Select(s => s.Limit).FirstOrDefault(),
                    before is { } first ? (lessons[first].Day, lessons[first].Slot + 1) : null));
            }
        }
        return [.. works.OrderBy(w => w.Date).ThenBy(w => w.Slot).ThenBy(w => w.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>ВПР: Russian and maths of 4 to 8, in April and May.</summary>
    private static bool IsNational(string subject, int level, DateOnly day) =>
        level is >= 4 and <= 8 && day.Month is 4 or 5 && subject is "russkij-yazyk" or "matematika" or "algebra";

    private static string FormOf(string subject, int n) => subject switch
    {
        "russkij-yazyk" => ControlForms.Dictation,
        "literatura" => ControlForms.Essay,
        "anglijskij" or "istoriya" or "obshchestvoznanie" when n % 2 == 1 => ControlForms.Test,
        _ => ControlForms.Written,
    };
}
