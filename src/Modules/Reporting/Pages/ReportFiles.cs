using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using ElJournal.Kernel;
using ElJournal.Reporting.Reading;
using Microsoft.AspNetCore.Http;
using MiniExcelLibs;

namespace ElJournal.Reporting.Pages;

/// <summary>A report as a file: CSV for any spreadsheet, XLSX, JSON for a program.</summary>
internal static class ReportFiles
{
    public const string Csv = "csv", Xlsx = "xlsx", Json = "json";

    public static readonly IReadOnlyList<string> Formats = [Csv, Xlsx, Json];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="rows">The rows behind the figures instead of the figures; XLSX and JSON have both.</param>
    public static async Task<IResult> Of(Report report, string format, bool rows, CancellationToken cancel)
    {
        var name = $"{report.Name}{(rows ? "-rows" : "")}.{format}";
        return format switch
        {
            Csv => TypedResults.File(await CsvOf(rows && report.Details is { } details ? details : report.Summary, cancel), "text/csv; charset=utf-8", name),
            Xlsx => TypedResults.File(await XlsxOf(report, cancel), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name),
            _ => TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(JsonOf(report), Readable), "application/json; charset=utf-8", name),
        };
    }

    private static IEnumerable<Sheet> Sheets(Report report) => report.Details is { } details ? [report.Summary, details] : [report.Summary];

    private static string Head(Column column) => ReportWords.All["col." + column.Key];

    private static async Task<byte[]> CsvOf(Sheet sheet, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true }, leaveOpen: true))
        {
            await csv.WriteRecordAsync(sheet.Columns.Select(Head).ToArray(), cancel);
            foreach (var row in sheet.Rows) await csv.WriteRecordAsync(row.Select(c => CsvCell.Safe(c.Text)).ToArray(), cancel);
            await csv.FlushAsync(cancel);
        }
        return buffer.ToArray();
    }

    private static async Task<byte[]> XlsxOf(Report report, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        var sheets = Sheets(report).ToDictionary(s => ReportWords.All["sheet." + s.Key], s => (object)s.Rows.Select(row =>
            s.Columns.Zip(row).ToDictionary(p => Head(p.First), p => p.First.Number && p.Second.Value is { } number ? (object)number : p.Second.Text)));
        await buffer.SaveAsAsync(sheets, cancellationToken: cancel);
        return buffer.ToArray();
    }

    private static object JsonOf(Report report) => new
    {
        report = report.Name,
        title = ReportWords.All["report." + report.Name],
        period = report.Period,
        formulas = report.Notes.ToDictionary(n => n, n => ReportWords.All["note." + n]),
        tables = Sheets(report).ToDictionary(s => s.Key, s => s.Rows.Select(row =>
            s.Columns.Zip(row).ToDictionary(p => p.First.Key, p => p.First.Number && p.Second.Value is { } number ? (object)number : p.Second.Text))),
    };
}
