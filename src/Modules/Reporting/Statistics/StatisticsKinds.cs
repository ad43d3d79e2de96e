using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Statistics;

/// <summary>Таблица статистической выписки: figures as they are read, without names of people.</summary>
public sealed record StatisticsTable(string Period, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Виды статистических выписок (D-18).</summary>
public static class StatisticsKinds
{
    /// <summary>Контингент: at the beginning, come, gone, at the end, by level.</summary>
    public const string Contingent = "contingent";

    /// <summary>Результаты по параллелям.</summary>
    public const string ResultsByLevel = "results-level";

    /// <summary>Результаты по предметам.</summary>
    public const string ResultsBySubject = "results-subject";

    /// <summary>Пропуски по классам.</summary>
    public const string Missed = "missed";

    public static readonly IReadOnlyList<string> All = [Contingent, ResultsByLevel, ResultsBySubject, Missed];

    /// <summary>The report whose figures a kind takes, and how they are grouped; null: it has figures of its own.</summary>
    internal static (string Report, string By)? ReportOf(string kind) => kind switch
    {
        ResultsByLevel => (ReportKinds.Results, "level"),
        ResultsBySubject => (ReportKinds.Results, "subject"),
        Missed => (ReportKinds.Missed, "class"),
        _ => null,
    };
}

/// <summary>Движение контингента (D-22.8) out of the lists of classes.</summary>
internal static class Contingent
{
    private static readonly string[] Columns = ["level", "classes", "begin", "come", "gone", "end"];

    /// <param name="from">First day.</param>
    /// <param name="to">Last day, inclusive.</param>
    public static StatisticsTable Of(IEnumerable<ClassRoster> classes, DateOnly from, DateOnly to)
    {
        var levels = classes.GroupBy(c => c.Level).OrderBy(l => l.Key).Select(level => (Level: level.Key, Counts: Count([.. level], from, to))).ToList();
        var rows = levels.Select(l => Row(ReportWords.All.With("level", l.Level), l.Counts)).ToList();
        if (levels.Count > 1) rows.Add(Row(ReportWords.All["total"], [.. Enumerable.Range(0, Columns.Length - 1).Select(i => levels.Sum(l => l.Counts[i]))]));
        return new StatisticsTable(ReportWords.Days((from, to)), [.. Columns.Select(c => StatisticsWords.All["column." + c])], rows);
    }

    /// <summary>Classes, pupils on the first day, come after it, gone by the last, pupils on the last. A pupil who goes over to another class of the level has neither come nor gone.</summary>
    private static int[] Count(IReadOnlyList<ClassRoster> classes, DateOnly from, DateOnly to)
    {
        var (begin, end) = (On(from), On(to));
        var come = classes.SelectMany(c => c.Pupils).Where(p => p.From > from && p.From <= to && !begin.Contains(p.Pupil)).Select(p => p.Pupil).Distinct().ToList();
        var gone = begin.Concat(come).Distinct().Count(p => !end.Contains(p));
        return [classes.Count, begin.Count, come.Count, gone, end.Count];

        HashSet<Setup.PupilId> On(DateOnly day) => [.. classes.SelectMany(c => c.Pupils).Where(p => p.From <= day && !(p.Left <= day)).Select(p => p.Pupil)];
    }

    private static IReadOnlyList<string> Row(string name, int[] counts) => [name, .. counts.Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
