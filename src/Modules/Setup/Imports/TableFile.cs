using System.Security.Cryptography;

namespace ElJournal.Setup.Imports;

/// <summary>A table as somebody saved it: sheets of rows of cells, nothing yet understood of what the cells mean.</summary>
/// <param name="Encoding"><c>utf-8-bom</c>, <c>utf-8</c>, <c>utf-16</c>, <c>windows-1251</c> or <c>xlsx</c>.</param>
/// <param name="Separator"><c>;</c>, <c>,</c> or a tab; null for a workbook.</param>
public sealed record TableFile(string Name, string Encoding, string? Separator, IReadOnlyList<TableSheet> Sheets)
{
    /// <summary>Of the file's bytes, lower-case hex: two loads of one file are known by it.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Reads a CSV, TSV or XLSX, whichever the bytes say it is, whatever the file's name.</summary>
    /// <exception cref="ImportRefusal">The file cannot be read as a table or is beyond <see cref="TableLimits"/>.</exception>
    public static TableFile Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ImportRefusal.After(e, "import_file_unreadable", name.Length > 0 ? name : path);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="name">What the file is called in messages.</param>
    public static TableFile Read(Stream stream, string name) => Read(Bytes(stream, name), name);

    /// <inheritdoc cref="Read(Stream, string)"/>
    /// <param name="form">How the text is to be read, where a person knows better than the bytes tell.</param>
    public static TableFile Read(byte[] bytes, string name, TableForm? form = null)
    {
        if (bytes.Length > TableLimits.FileBytes)
        {
            throw ImportRefusal.Of("import_file_too_big", name, TableLimits.FileBytes >> 20);
        }

        var read = bytes.AsSpan() switch
        {
            [] => throw ImportRefusal.Of("import_file_empty", name),
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => Workbook.Read(bytes, name),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw ImportRefusal.Of("import_file_is_xls", name),
            _ => TextTable.Read(bytes, name, form ?? TableForm.Found),
        };
        return read with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    private static byte[] Bytes(Stream stream, string name)
    {
        var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > TableLimits.FileBytes)
            {
                throw ImportRefusal.Of("import_file_too_big", name, TableLimits.FileBytes >> 20);
            }
        }

        return copy.ToArray();
    }
}

/// <summary>How a text is to be read; null is to be found by looking.</summary>
/// <param name="Encoding">One of <see cref="Encodings"/>.</param>
/// <param name="Separator">One of <see cref="Separators"/>.</param>
public sealed record TableForm(string? Encoding, string? Separator)
{
    public static readonly IReadOnlyList<string> Encodings = ["utf-8", "windows-1251", "utf-16"];

    public static readonly IReadOnlyList<string> Separators = [";", ",", "\t"];

    public static TableForm Found { get; } = new(null, null);
}

/// <summary>Лист. A text file is one sheet without a name.</summary>
public sealed record TableSheet(string? Name, IReadOnlyList<TableRow> Rows);

/// <summary>A row that is not blank, with the line on which it begins in the file (in a workbook: the row's number), from 1.</summary>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The cell's text; empty beyond the last one.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>How much a file may hold: far above any school's list, far below what would trouble the server.</summary>
public static class TableLimits
{
    public const int FileBytes = 10 << 20;

    public const int Rows = 50_000;

    public const int Columns = 256;

    public const int CellCharacters = 10_000;

    public const int Sheets = 100;

    public const int ZipEntries = 1_000;

    public const int UnpackedBytes = 48 << 20;

    /// <summary>Unpacked to packed; a workbook of repeated text reaches about 50, a bomb 1000.</summary>
    public const int ZipRatio = 200;
}
