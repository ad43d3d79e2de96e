using System.Text;
using ElJournal.Setup.Imports;
using MiniExcelLibs;

namespace ElJournal.Setup.Tests.Imports;

/// <summary>Writes the tables that the tests read.</summary>
public static class Tables
{
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    public static TableFile Text(string text, string name = "список.csv") => TableFile.Read(Encoding.UTF8.GetBytes(text), name);

    public static byte[] Csv(IEnumerable<string[]> rows, char separator = ';', string encoding = "utf-8-bom")
    {
        var text = string.Concat(rows.Select(cells => string.Join(separator, cells.Select(cell => Quoted(cell, separator))) + "\r\n"));
        return encoding switch
        {
            "windows-1251" => Windows1251.GetBytes(text),
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
    }

    public static byte[] Xlsx(params (string Sheet, IEnumerable<object?[]> Rows)[] sheets)
    {
        var book = sheets.ToDictionary(sheet => sheet.Sheet, sheet => (object)Rectangle([.. sheet.Rows]));
        using var stream = new MemoryStream();
        stream.SaveAs(book, printHeader: false);
        return stream.ToArray();
    }

    /// <summary>The writer wants every row as wide as the widest.</summary>
    private static List<Dictionary<string, object?>> Rectangle(List<object?[]> rows)
    {
        var width = rows.Max(cells => cells.Length);
        return [.. rows.Select(cells => Enumerable.Range(0, width).ToDictionary(column => $"c{column}", column => cells.ElementAtOrDefault(column)))];
    }

    private static string Quoted(string cell, char separator) =>
        cell.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) < 0 ? cell : '"' + cell.Replace("\"", "\"\"") + '"';
}
