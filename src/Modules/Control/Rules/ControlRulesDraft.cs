using ElJournal.Control.Pages;
using ElJournal.Setup;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Rules;

/// <summary>Сроки as they stand in the form.</summary>
public sealed record ControlRulesDraft(string From, IReadOnlyList<EntryLine> Entries, IReadOnlyList<GradeLine> Grades, string LagHours, string Act)
{
    private const int Off = -1;

    /// <summary>What most schools have, for the kinds of work that this one has; the act is the school's own.</summary>
    public static ControlRulesSet Usual(DateOnly from, string act, IReadOnlyList<WorkType> works, string clause = "")
    {
        return new ControlRulesSet(
            from,
            [new EntryDeadline(TimedEntries.Topic, 0, null, clause), new(TimedEntries.Attendance, 0, null, clause), new(TimedEntries.Homework, 0, "17:00", clause)],
            [.. Line(["control", "dictation"], [], null), .. Line(["composition"], [5, 6, 7, 8], 7), .. Line(["composition"], [9, 10, 11], 10), new GradeDeadline([], [], 1, clause)],
            4, act);

        IEnumerable<GradeDeadline> Line(string[] codes, int[] levels, int? days)
        {
            var known = codes.Where(code => works.Any(w => w.Code == code)).ToArray();
            return known.Length == 0 ? [] : [new GradeDeadline(known, levels, days, clause)];
        }
    }

    public static ControlRulesDraft Of(ControlRulesSet set, string from) => new(
        from, [.. set.Entries.Select(e => new EntryLine(e.Entry, e.Days.ToString(), e.Time ?? "", e.Clause))],
        [.. set.Grades.Select(g => new GradeLine(g.WorkTypes, LevelText.Of(g.Levels), g.Days?.ToString() ?? "", g.Clause))], set.LagHours.ToString(), set.Act);

    public static ControlRulesDraft Read(IFormCollection form)
    {
        return new ControlRulesDraft(
            At("from", 0),
            [.. form["entry"].Select((entry, i) => new EntryLine(entry ?? "", At("entry-days", i), At("entry-time", i), At("entry-clause", i)))],
            [.. form["line"].Select((_, i) => new GradeLine([.. form[$"work-{i}"].OfType<string>()], At("levels", i), At("days", i), At("clause", i)))
                .Where(line => !line.IsEmpty)],
            At("lag", 0), At("act", 0));

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>With an empty line for adding, before the one that is for all the rest.</summary>
    public ControlRulesDraft WithEmpty() => Grades.Count == 0
        ? this with { Grades = [new GradeLine([], "", "", "")] }
        : this with { Grades = [.. Grades.SkipLast(1), new GradeLine([], "", "", ""), Grades[^1]] };

    /// <summary>What is no number is off every scale, and is refused by name.</summary>
    public ControlRulesSet Set(DateOnly from) => new(
        from,
        [.. Entries.Select(e => new EntryDeadline(e.Entry, Number(e.Days), e.Time.Length == 0 ? null : e.Time, e.Clause))],
        [.. Grades.Select(g => new GradeDeadline(g.WorkTypes, LevelText.Read(g.Levels), g.Days.Length == 0 ? null : Number(g.Days), g.Clause))],
        Number(LagHours), Act);

    private static int Number(string text) => int.TryParse(text, out var number) ? number : Off;
}

/// <param name="Time">Empty: the whole day.</param>
public sealed record EntryLine(string Entry, string Days, string Time, string Clause);

/// <param name="Levels">«5–8, 10»; empty: all.</param>
/// <param name="Days">Empty: until the next lesson.</param>
public sealed record GradeLine(IReadOnlyList<string> WorkTypes, string Levels, string Days, string Clause)
{
    public bool IsEmpty => WorkTypes.Count == 0 && Levels.Length == 0 && Days.Length == 0 && Clause.Length == 0;
}
