using ElJournal.Accounting.Closing;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Terms;

/// <summary>Сводная ведомость класса: pupil by subject, for a term or a page of the year.</summary>
/// <param name="Whole">Every subject is shown; otherwise only those that the reader may see, and nothing is said of pupils as a whole.</param>
/// <param name="Missing">Subjects with the names of those who have no grade there yet.</param>
public sealed record Statement(
    ClassId Class, string ClassName, string? Lead, TermId Term, string TermName, string YearName, IReadOnlyList<SheetTab> Tabs, bool Whole,
    IReadOnlyList<StatementColumn> Subjects, IReadOnlyList<StatementRow> Rows, IReadOnlyList<(string Subject, IReadOnlyList<string> Names)> Missing,
    Indicators Total, PupilLevels Levels);

/// <param name="Courses">More than one where the class is divided.</param>
public sealed record StatementColumn(string Subject, IReadOnlyList<CourseId> Courses, Indicators Indicators);

/// <param name="Left">Gone by the end of the period: counted nowhere.</param>
public sealed record StatementRow(PupilId Pupil, string Name, DateOnly? Left, IReadOnlyList<StatementCell> Cells, int? Average)
{
    /// <summary>Решения педагогического совета; empty in a term.</summary>
    public IReadOnlyList<CouncilDecision> Council { get; init; } = [];
}

/// <param name="Grade">Null: none stands.</param>
/// <param name="Needed">One is to stand here.</param>
/// <param name="Rank">What it counts for; null: it is left out of the figures.</param>
public sealed record StatementCell(string? Grade, bool Needed, int? Rank, bool NotAttested, int? Hundredths = null)
{
    /// <summary>The grade that a retake has changed, with its order and protocol; null: it was not.</summary>
    public TermMark? Retaken { get; init; }
}

/// <summary>Показатели: успеваемость, качество знаний, СОУ in hundredths of a per cent, средний балл in hundredths; null without anybody to count.</summary>
/// <param name="Count">N: pupils with a grade or н/а; освобождённые and those without a grade are not in it.</param>
public sealed record Indicators(int Count, int? Success, int? Quality, int? Learning, int? Average)
{
    // СОУ = (100·n5 + 64·n4 + 36·n3 + 16·n2 + 7·n(н/а))/N, Симонов's formula.
    private const int Five = 100, Four = 64, Three = 36, Two = 16, None = 7;

    public static Indicators Of(IEnumerable<StatementCell> cells)
    {
        var counted = cells.Where(c => c.Grade is not null && (c.Rank is not null || c.NotAttested)).ToList();
        var values = counted.Where(c => c.Hundredths is not null).Select(c => (long)c.Hundredths!.Value).ToList();
        if (counted.Count == 0) return new Indicators(0, null, null, null, null);
        return new Indicators(
            counted.Count, Share(counted.Count(c => !c.NotAttested && c.Rank >= 3)), Share(counted.Count(c => !c.NotAttested && c.Rank >= 4)),
            ((counted.Sum(Weight) * 200) + counted.Count) / (counted.Count * 2), values.Count == 0 ? null : (int)((values.Sum() * 2 + values.Count) / (values.Count * 2)));

        int Share(int of) => (of * 20_000 + counted.Count) / (counted.Count * 2);
    }

    private static int Weight(StatementCell cell) => cell.NotAttested ? None : cell.Rank switch { 5 => Five, 4 => Four, 3 => Three, _ => Two };
}

/// <summary>Обучающиеся by their worst grade, of those whose grades are all there.</summary>
public sealed record PupilLevels(IReadOnlyList<string> Excellent, IReadOnlyList<string> Good, IReadOnlyList<string> OneThree, IReadOnlyList<string> Failing)
{
    public static PupilLevels Of(IReadOnlyList<StatementRow> rows)
    {
        var here = rows.Where(r => r.Left is null).ToList();
        var full = here.Where(r => r.Cells.Any(c => c.Rank is not null) && r.Cells.All(c => !c.Needed || c.Grade is not null)).ToList();
        return new PupilLevels(
            Names(full, 5, 0), Names(full, 4, 0), Names(full, 3, 1),
            [.. here.Where(r => r.Cells.Any(c => c.NotAttested || c.Rank <= 2)).Select(r => r.Name)]);
    }

    /// <summary>Whose worst grade it is; at most so many times, where a number is given.</summary>
    private static IReadOnlyList<string> Names(IEnumerable<StatementRow> rows, int worst, int times) =>
    [
        .. from row in rows
           let ranks = row.Cells.Where(c => c.Rank is not null || c.NotAttested).Select(c => c.NotAttested ? 2 : c.Rank!.Value).ToList()
           where ranks.Min() == worst && (times == 0 || ranks.Count(r => r == worst) == times)
           select row.Name,
    ];
}
