using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives;

/// <summary>A table on its way into an archive: rows are written as they come, nothing is held.</summary>
public sealed class ArchiveTable : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private readonly CsvWriter csv;
    private readonly int width;

    public ArchiveTable(Stream output, IReadOnlyList<ArchivedColumn> columns)
    {
        csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: false);
        width = columns.Count;
        Row([.. columns.Select(column => column.Name)]);
    }

    /// <summary>One row; null is an empty cell. What a spreadsheet would calculate gets an apostrophe in front (<see cref="CsvCell"/>).</summary>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        if (cells.Length != width) throw new ArgumentException($"The table has {width} columns, the row {cells.Length}.", nameof(cells));
        foreach (var cell in cells) csv.WriteField(cell is null ? "" : CsvCell.Safe(cell));
        csv.EndRecord();
    }

    public void Dispose() => csv.Dispose();

    /// <summary>The description that lies beside the table (https://www.w3.org/TR/tabular-metadata/).</summary>
    internal static byte[] Describe(ArchivedFile file, IReadOnlyList<ArchivedColumn> columns) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["@context"] = "http://www.w3.org/ns/csvw",
            ["url"] = file.Path.Split('/')[^1],
            ["dc:title"] = file.Title,
            ["rdfs:comment"] = "Апостроф в начале ячейки перед = + - @ не входит в значение: он не даёт таблице считать текст формулой.",
            ["dialect"] = new Dictionary<string, object> { ["encoding"] = "utf-8", ["delimiter"] = ",", ["header"] = true, ["lineTerminators"] = "\r\n" },
            ["tableSchema"] = new Dictionary<string, object>
            {
                ["columns"] = columns.Select(column => new Dictionary<string, object> { ["name"] = column.Name, ["titles"] = column.Title, ["datatype"] = column.Type }),
            },
        },
        Readable) + "\n");
}
