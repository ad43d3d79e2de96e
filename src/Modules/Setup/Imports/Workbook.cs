using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace ElJournal.Setup.Imports;

/// <summary>An XLSX workbook. The archive is measured by what it declares before any sheet is opened; the runtime never unpacks more of an entry than that.</summary>
internal static class Workbook
{
    // The library asks for windows-1252 before it looks at the file, though XLSX never uses it.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TableFile Read(byte[] bytes, string name)
    {
        try
        {
            Measure(bytes, name);
            return new TableFile(name, "xlsx", null, Sheets(bytes, name));
        }
        catch (Exception e) when (e is not ImportRefusal and not OutOfMemoryException)
        {
            // The library has no exception of its own for a damaged sheet: it lets through whatever it stumbled over.
            throw ImportRefusal.After(e, "import_workbook_damaged", name);
        }
    }

    private static void Measure(byte[] bytes, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (archive.Entries.Count > TableLimits.ZipEntries
            || archive.Entries.Sum(entry => Math.Min(entry.Length, TableLimits.UnpackedBytes + 1L)) > TableLimits.UnpackedBytes
            || archive.Entries.Any(entry => entry.Length > 1 << 20 && entry.Length / Math.Max(1, entry.CompressedLength) > TableLimits.ZipRatio))
        {
            throw ImportRefusal.Of("import_zip_bomb", name);
        }

        if (archive.GetEntry("xl/workbook.xml") is null && !archive.Entries.Any(entry => entry.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase)))
        {
            throw ImportRefusal.Of("import_file_not_table", name);
        }
    }

    private static List<TableSheet> Sheets(byte[] bytes, string name)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        var sheets = new List<TableSheet>();
        var total = 0;
        do
        {
            if (sheets.Count == TableLimits.Sheets)
            {
                throw ImportRefusal.Of("import_too_many_sheets", name, TableLimits.Sheets);
            }

            if (reader.FieldCount > TableLimits.Columns)
            {
                throw ImportRefusal.At("import_too_many_columns", name, reader.Name, null, TableLimits.Columns);
            }

            var rows = new List<TableRow>();
            for (var line = 1; reader.Read(); line++)
            {
                // A row may claim any number; what lies before it would be read as so many empty ones.
                if (line > TableLimits.Rows * 2) throw ImportRefusal.At("import_too_many_rows", name, reader.Name, line, TableLimits.Rows);
                var cells = new string[reader.FieldCount];
                for (var column = 0; column < cells.Length; column++)
                {
                    cells[column] = Words.Clean(Text(reader.GetValue(column)));
                    if (cells[column].Length > TableLimits.CellCharacters)
                    {
                        throw ImportRefusal.At("import_cell_too_long", name, reader.Name, line, TableLimits.CellCharacters);
                    }
                }

                if (cells.All(cell => cell.Length == 0))
                {
                    continue;
                }

                rows.Add(new TableRow(line, cells));
                if (++total > TableLimits.Rows)
                {
                    throw ImportRefusal.At("import_too_many_rows", name, reader.Name, line, TableLimits.Rows);
                }
            }

            sheets.Add(new TableSheet(Words.Clean(reader.Name ?? ""), rows));
        }
        while (reader.NextResult());

        return total > 0 ? sheets : throw ImportRefusal.Of("import_file_empty", name);
    }

    /// <summary>As a person would have typed it: a day without its midnight, a number without a trailing nought.</summary>
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        bool truth => truth ? "1" : "0",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
