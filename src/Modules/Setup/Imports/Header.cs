using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Setup.Imports;

/// <summary>A column an import understands: the headings it goes by, already folded, and word beginnings (with a space after: whole words) that give it away in longer ones.</summary>
public sealed record Column(string Name, string[] Headings, string[] Stems)
{
    public bool Named(string folded) => Headings.Contains(folded);

    public bool Hinted(string folded) => Stems.Any(stem => $" {folded} ".Contains(' ' + stem, StringComparison.Ordinal));
}

/// <summary>Which column stands where, as a person said it: for every sheet with the very same headings.</summary>
/// <param name="Fingerprint">Of the headings (<see cref="Header.FingerprintOf"/>).</param>
/// <param name="Places">Place of a column by its name; a column that is not named is not in the file.</param>
public sealed record ColumnChoice(string Fingerprint, IReadOnlyDictionary<string, int> Places);

/// <summary>Шапка: the row of headings, found below titles, and which column stands where.</summary>
public sealed class Header
{
    /// <summary>Titles and cover texts above a table are never longer than this.</summary>
    private const int DeepestLine = 60;

    private readonly Dictionary<Column, int> places;
    private readonly TableRow row;

    private Header(TableRow row, Dictionary<Column, int> places)
    {
        this.row = row;
        this.places = places;
    }

    public int Line => row.Line;

    /// <summary>The first row whose headings satisfy <paramref name="enough"/>; null when the sheet has none.</summary>
    /// <param name="choice">What a person said about headings like these.</param>
    public static Header? Find(TableSheet sheet, IReadOnlyList<Column> columns, Func<Header, bool> enough, ColumnChoice? choice = null)
    {
        var rows = sheet.Rows.TakeWhile(row => row.Line <= DeepestLine).ToList();
        if (choice is not null && rows.Find(row => FingerprintOf(row) == choice.Fingerprint) is { } chosen)
        {
            var header = new Header(chosen, columns.Where(column => choice.Places.ContainsKey(column.Name)).ToDictionary(column => column, column => choice.Places[column.Name]));
            return enough(header) ? header : null;
        }

        return rows.Select(row => new Header(row, Places(row, columns))).FirstOrDefault(enough);
    }

    /// <summary>The row that looks most like headings, enough or not: where a person starts who says which column is which.</summary>
    public static Header? Guess(TableSheet sheet, IReadOnlyList<Column> columns) => sheet.Rows
        .TakeWhile(row => row.Line <= DeepestLine)
        .Select(row => new Header(row, Places(row, columns)))
        .MaxBy(header => (header.places.Count, header.row.Cells.Count(cell => cell.Length > 0)));

    /// <summary>The headings without their looks: files of one source have one.</summary>
    public static string FingerprintOf(TableRow row) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', row.Cells.Select(Words.Fold)))));

    public string Fingerprint => FingerprintOf(row);

    public IReadOnlyList<string> Headings => row.Cells;

    /// <summary>Place of the column; null where the file has none.</summary>
    public int? PlaceOf(Column column) => places.TryGetValue(column, out var place) ? place : null;

    public bool Has(Column column) => places.ContainsKey(column);

    public string Cell(TableRow line, Column column) => places.TryGetValue(column, out var place) ? line[place] : "";

    /// <summary>The heading as the file writes it, for messages; the column's own name where the file has none.</summary>
    public string Heading(Column column) => places.TryGetValue(column, out var place) ? row[place] : column.Name;

    /// <summary>Exact headings are given out first, so that «Дата рождения» is not lost to a column that merely begins with «Дата».</summary>
    private static Dictionary<Column, int> Places(TableRow row, IReadOnlyList<Column> columns)
    {
        var folded = row.Cells.Select(Words.Fold).ToList();
        var places = new Dictionary<Column, int>();
        foreach (var fits in new Func<Column, string, bool>[] { (column, text) => column.Named(text), (column, text) => column.Hinted(text) })
        {
            for (var place = 0; place < folded.Count; place++)
            {
                // A heading is a few words; a long text that happens to contain one is a sentence.
                if (folded[place].Length is > 0 and <= 60 && !places.ContainsValue(place)
                    && columns.FirstOrDefault(column => !places.ContainsKey(column) && fits(column, folded[place])) is { } found)
                {
                    places[found] = place;
                }
            }
        }

        return places;
    }
}
