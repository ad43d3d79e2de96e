using System.Globalization;
using ElJournal.Forms;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;

namespace ElJournal.Reporting.Printing.Forms;

/// <summary>Отчёт на бумаге (Z-13, Z-16.3): the figures, the rows behind them and the formulas, from the tables that the page is made of.</summary>
internal static class ReportForm
{
    /// <summary>More rows than that are a hundred sheets that nobody reads: then the form says where they are to be had.</summary>
    public const int MostRows = 3000;

    /// <summary>A sheet without its margins, in millimetres.</summary>
    private const float Upright = 187, Lying = 274;

    /// <summary>A plain letter of a table at its size, in millimetres, a little over the average; bold heads are wider.</summary>
    private const float Letter = 1.55f, HeadLetter = 1.75f, Padding = 1.8f;

    /// <summary>A text wants no longer line than so many letters, and a word of it no more room than so many.</summary>
    private const float LongestLine = 60, LongestWord = 20;

    /// <summary>Figures of so many letters stand in the middle of their column; longer ones below each other.</summary>
    private const int Short = 2;

    /// <summary>A table stands upright while its texts keep this share of the room they would like.</summary>
    private const float Ease = 0.6f;

    public static FormPart Of(Report report, string asked, PrintGround ground)
    {
        var tables = new List<(bool Wide, ReportTable Table)> { Table(report.Summary, counted: false) };
        if (report.Details is { } details) tables.Add(Table(details, counted: true));
        // Tables of one orientation follow each other on the sheet.
        var sections = tables is [var figures, var rows] && figures.Wide != rows.Wide
            ? [new ReportSection(Side(figures.Wide), true, false, [figures.Table]), new ReportSection(Side(rows.Wide), false, true, [rows.Table])]
            : (IReadOnlyList<ReportSection>)[new ReportSection(Side(tables[0].Wide), true, true, [.. tables.Select(t => t.Table)])];
        return new(FormFiles.Report, new
        {
            School = ground.SchoolName,
            Title = ReportWords.All["report." + report.Name],
            report.Period,
            Asked = asked,
            Sections = sections,
            Formulas = report.Notes.Select(n => ReportWords.All["note." + n]).ToList(),
            Made = ground.MadeInWords,
        });
    }

    private static (bool Wide, ReportTable Table) Table(Sheet sheet, bool counted)
    {
        var name = ReportWords.All["sheet." + sheet.Key];
        if (sheet.Rows.Count == 0) return (false, new(name, "", ReportWords.All["empty"], [], [], ""));
        var count = counted ? ReportWords.All.Count("rows", sheet.Rows.Count) : "";
        if (sheet.Rows.Count > MostRows) return (false, new(name, count, ReportWords.All.With("print.rows", MostRows), [], [], ""));
        var heads = sheet.Columns.Select(c => ReportWords.All["short." + c.Key]).ToList();
        var sides = sheet.Columns.Select((c, i) => !c.Number ? "" : sheet.Rows.All(r => r[i].Text.Length <= Short) ? "c" : "r").ToList();
        var rows = sheet.Rows.Select(r => new ReportRow(
            r[0].Text == ReportWords.All["total"], [.. r.Select((cell, i) => new ReportFormCell(cell.Text, sides[i] + (cell.Tone == "bad" ? " strong" : "")))])).ToList();
        var (wide, widths) = Widths(sheet.Columns, heads, rows);
        var legend = sheet.Columns.Select((c, i) => (Short: heads[i], Long: ReportWords.All["col." + c.Key])).Where(c => c.Short != c.Long).Select(c => $"{c.Short} – {c.Long}").ToList();
        return (wide, new(
            name, count, "", [.. sheet.Columns.Select((c, i) => new ReportColumn(heads[i], Millimetres(widths[i]), c.Number ? "c" : ""))], rows,
            legend.Count == 0 ? "" : string.Join("; ", legend) + "."));
    }

    /// <summary>Columns as wide as what stands in them: figures get what they need, texts share the rest of the narrowest sheet that is not too narrow.</summary>
    internal static (bool Wide, IReadOnlyList<float> Widths) Widths(IReadOnlyList<Column> columns, IReadOnlyList<string> heads, IReadOnlyList<ReportRow> rows)
    {
        var (least, liked) = (new float[columns.Count], new float[columns.Count]);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = i;
            var texts = rows.Select(r => r.Cells[column].Text).ToList();
            var head = Word(heads[i]) * HeadLetter;
            // A number is not broken; of a text the longest word is not, unless it is longer than words are.
            least[i] = Math.Max(head, (columns[i].Number ? texts.Max(Letters) : Math.Min(LongestWord, texts.Max(Word))) * Letter) + Padding;
            liked[i] = Math.Max(least[i], columns[i].Number ? 0 : (Math.Min(LongestLine, texts.Max(Letters)) * Letter) + Padding);
        }
        var wide = least.Sum() > Upright || Upright - least.Sum() < Ease * (liked.Sum() - least.Sum());
        var room = wide ? Lying : Upright;
        var (needed, wanted) = (least.Sum(), liked.Sum());
        if (wanted <= room) return (wide, liked);
        if (needed >= room) return (wide, [.. least.Select(w => w * room / needed)]);
        var share = (room - needed) / (wanted - needed);
        return (wide, [.. least.Zip(liked, (l, k) => l + ((k - l) * share))]);
    }

    private static float Word(string text) => text.Split(' ', '-').Max(Letters);

    /// <summary>How many plain letters a text is as wide as.</summary>
    private static float Letters(string text) =>
        text.Sum(c => "шщжюмыфШЩЖЮМЫФ%№—".Contains(c, StringComparison.Ordinal) ? 1.4f : char.IsUpper(c) ? 1.2f : char.IsLetterOrDigit(c) ? 1 : 0.7f);

    private static string Side(bool wide) => wide ? "landscape" : "portrait";

    private static string Millimetres(float width) => width.ToString("0.0", CultureInfo.InvariantCulture) + "mm";
}

/// <param name="Side">Orientation of the sheet.</param>
internal sealed record ReportSection(string Side, bool First, bool Last, IReadOnlyList<ReportTable> Tables);

/// <param name="Note">What is said instead of the table; empty: the table stands.</param>
/// <param name="Legend">What shortened heads mean.</param>
internal sealed record ReportTable(string Name, string Count, string Note, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows, string Legend);

internal sealed record ReportColumn(string Name, string Width, string Look);

internal sealed record ReportRow(bool Total, IReadOnlyList<ReportFormCell> Cells);

internal sealed record ReportFormCell(string Text, string Look);
