using System.Data;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using ElJournal.Kernel;
using MiniExcelLibs;

namespace ElJournal.Reporting.Exports;

/// <summary>Writes rows to a file as they come: what a file takes of memory does not grow with them.</summary>
internal static class ExportFiles
{
    /// <summary>After so many rows what is written goes out.</summary>
    private const int Batch = 500;

    public static string TypeOf(string format) => format switch
    {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json; charset=utf-8",
    };

    public static Task Write(ExportWish wish, IAsyncEnumerable<string?[]> rows, Stream to, CancellationToken cancel)
    {
        var places = wish.Columns.Select(c => wish.Of.Columns.ToList().IndexOf(c)).ToArray();
        return wish.Format switch
        {
            "csv" => Csv(wish, places, rows, to, cancel),
            "xlsx" => Xlsx(wish, places, rows, to, cancel),
            _ => Json(wish, places, rows, to, cancel),
        };
    }

    public static string Head(string column) => ExportWords.All["column." + column];

    private static async Task Csv(ExportWish wish, int[] places, IAsyncEnumerable<string?[]> rows, Stream to, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(to, new CsvWriterOptions { Separator = ExportWish.Separators[wish.Separator], WriteByteOrderMark = true }, leaveOpen: true);
        await csv.WriteRecordAsync(wish.Columns.Select(Head).ToArray(), cancel);
        var (cells, written) = (new string[places.Length], 0);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            for (var i = 0; i < places.Length; i++) cells[i] = CsvCell.Safe(row[places[i]] ?? "");
            await csv.WriteRecordAsync(cells, cancel);
            if (++written % Batch == 0) await csv.FlushAsync(cancel);
        }
        await csv.FlushAsync(cancel);
    }

    private static async Task Json(ExportWish wish, int[] places, IAsyncEnumerable<string?[]> rows, Stream to, CancellationToken cancel)
    {
        var pipe = PipeWriter.Create(to, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        var written = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            json.WriteStartObject();
            for (var i = 0; i < places.Length; i++) json.WriteString(wish.Columns[i], row[places[i]]);
            json.WriteEndObject();
            if (++written % Batch == 0) await Flush();
        }
        json.WriteEndArray();
        await Flush();
        await pipe.CompleteAsync();

        async Task Flush()
        {
            await json.FlushAsync(cancel);
            await pipe.FlushAsync(cancel);
        }
    }

    /// <summary>A spreadsheet is a zip whose directory comes last; it is packed on the disk and copied from there.</summary>
    private static async Task Xlsx(ExportWish wish, int[] places, IAsyncEnumerable<string?[]> rows, Stream to, CancellationToken cancel)
    {
        var heads = wish.Columns.Select(Head).ToArray();
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        using var source = rows.ToBlockingEnumerable(cancel).GetEnumerator();
        // The packer takes the headings from the first row; where there is none it is given an empty table that has them.
        var name = ExportWords.All["table." + wish.Table];
        if (source.MoveNext()) await file.SaveAsAsync(Rows(), sheetName: name, cancellationToken: cancel);
        else await file.SaveAsAsync(Empty(heads), sheetName: name, cancellationToken: cancel);
        file.Position = 0;
        await file.CopyToAsync(to, cancel);

        // The packer asks for rows one by one and knows no asynchronous source.
        IEnumerable<IDictionary<string, object?>> Rows()
        {
            do
            {
                var cells = new Dictionary<string, object?>(heads.Length);
                for (var i = 0; i < heads.Length; i++) cells[heads[i]] = source.Current[places[i]];
                yield return cells;
            }
            while (source.MoveNext());
        }
    }

    private static DataTable Empty(string[] heads)
    {
        var table = new DataTable();
        foreach (var head in heads) table.Columns.Add(head);
        return table;
    }
}
