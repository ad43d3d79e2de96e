using System.Globalization;
using ElJournal.Forms;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Страница предмета (domain: 4a): a spread, grades on the left, topics and homework on the right; a term of many lessons goes over several.</summary>
internal static class SubjectForm
{
    /// <summary>Lessons on one spread: as many date columns as a portrait sheet has beside the names.</summary>
    public const int MostLessons = 20;

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static IEnumerable<FormPart> Of(string id, IReadOnlyList<PageData> terms)
    {
        var first = true;
        foreach (var page in terms)
        {
            var chunks = page.Lessons.Count == 0 ? [[]] : page.Lessons.Index().Chunk(MostLessons).ToList();
            foreach (var (i, chunk) in chunks.Index())
            {
                yield return new(FormFiles.SubjectSpread, Spread(page, chunk, i == chunks.Count - 1, first ? id : null, chunks.Count > 1 ? $"{i + 1} из {chunks.Count}" : null));
                first = false;
            }
        }
    }

    private static SpreadModel Spread(PageData page, (int Index, LessonData Item)[] lessons, bool last, string? id, string? part)
    {
        var blank = Math.Max(0, 12 - lessons.Length);
        return new(
            id, page.Subject, page.Called, page.TermName, page.YearName, page.Teacher ?? "", part,
            [.. Months(lessons.Select(l => l.Item.Date), blank)],
            [.. lessons.Select(l => Lesson(l.Item))],
            Enumerable.Range(0, blank).ToList(),
            [.. page.Rows.Select(r => Row(r, lessons, last))],
            last, last ? Hours(page) : null);
    }

    private static IEnumerable<MonthModel> Months(IEnumerable<DateOnly> dates, int blank)
    {
        var runs = new List<(string Name, int Days)>();
        foreach (var date in dates)
        {
            var name = Russian.DateTimeFormat.MonthNames[date.Month - 1];
            if (runs.Count > 0 && runs[^1].Name == name) runs[^1] = (name, runs[^1].Days + 1);
            else runs.Add((name, 1));
        }
        if (blank > 0) runs.Add(("", blank));
        // One or two narrow columns have no room for a whole name.
        return runs.Select(r => new MonthModel(r.Days < 3 && r.Name.Length > 3 ? r.Name[..3] : r.Name, r.Days));
    }

    private static SpreadLesson Lesson(LessonData lesson) => new(
        lesson.Date.Day.ToString(CultureInfo.InvariantCulture), lesson.Date.ToString("dd.MM", CultureInfo.InvariantCulture), lesson.Work ?? "",
        lesson.Topic ?? "", lesson.Homework ?? "", lesson.Note ?? "");

    private static SpreadRow Row(RowData row, (int Index, LessonData Item)[] lessons, bool last) => new(
        row.Name, row.Note ?? "", [.. lessons.Select(l => new SpreadCell(row.Cells[l.Index], row.Cells[l.Index].Length > 2))], last ? row.Grade ?? "" : "");

    private static string Hours(PageData page) => page.Lag switch
    {
        > 0 => $"По плану {page.Planned} ч., фактически {page.Held} ч., отставание {page.Lag} ч.",
        < 0 => $"По плану {page.Planned} ч., фактически {page.Held} ч., опережение {-page.Lag} ч.",
        _ => $"По плану {page.Planned} ч., фактически {page.Held} ч., отставания нет.",
    };
}

internal sealed record SpreadModel(
    string? Id, string Subject, string Called, string Term, string Year, string Teacher, string? Part, IReadOnlyList<MonthModel> Months,
    IReadOnlyList<SpreadLesson> Lessons, IReadOnlyList<int> Blank, IReadOnlyList<SpreadRow> Rows, bool Last, string? Hours);

internal sealed record MonthModel(string Name, int Days);

internal sealed record SpreadLesson(string Day, string Date, string Work, string Topic, string Homework, string Note);

internal sealed record SpreadRow(string Name, string Note, IReadOnlyList<SpreadCell> Cells, string Grade);

internal sealed record SpreadCell(string Text, bool Long);
