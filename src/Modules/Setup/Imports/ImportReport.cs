using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Setup.Imports;

/// <summary>What becomes, or would become, of one row.</summary>
public enum RowOutcome
{
    /// <summary>Создать.</summary>
    Create,

    /// <summary>Обновить.</summary>
    Update,

    /// <summary>Отчислить: a full list leaves the pupil out.</summary>
    Remove,

    /// <summary>Без изменений.</summary>
    Unchanged,

    /// <summary>Дубль: the file says the same a second time.</summary>
    Duplicate,

    /// <summary>Уточнить: namesakes; a person must say whether they are one and the same.</summary>
    Ask,

    /// <summary>Пропустить: a section heading, a total.</summary>
    Ignored,

    /// <summary>Ошибка: nothing of the row is stored.</summary>
    Error,
}

/// <summary>One row of a report: where it stands, what becomes of it, and, where something is to be said, of which column and why.</summary>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <param name="Column">The heading as the file writes it.</param>
/// <param name="What">Whom or what the row is about: a pupil's name and class, a lesson's topic.</param>
public sealed record ImportRow(
    string? Sheet, int Line, RowOutcome Outcome, string? Column, string? Value, string? Reason, string? What);

/// <summary>Отчёт об импорте: what each row of a file comes to. The same after a dry run and after the import itself.</summary>
public sealed record ImportReport(string Encoding, string? Separator, int HeaderLine, IReadOnlyList<ImportRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<RowOutcome>(JsonNamingPolicy.SnakeCaseLower) },
        // For files and terminals, not for web pages: Russian stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>How many rows came to each outcome; every outcome is named, also with none.</summary>
    public IReadOnlyDictionary<RowOutcome, int> Totals { get; } =
        Enum.GetValues<RowOutcome>().ToDictionary(outcome => outcome, outcome => Rows.Count(row => row.Outcome == outcome));

    /// <summary>Nothing to correct in the file and nothing to ask.</summary>
    [JsonIgnore]
    public bool IsClean => Totals[RowOutcome.Error] == 0 && Totals[RowOutcome.Ask] == 0;

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Encoding,
            Separator,
            HeaderLine,
            Rows,
            Totals = Totals.ToDictionary(total => JsonNamingPolicy.SnakeCaseLower.ConvertName(total.Key.ToString()), total => total.Value),
        },
        Json);

    /// <summary>«Создать: 1, обновить: 2»: the outcomes that occurred.</summary>
    public string TotalsText()
    {
        var parts = Totals.Where(total => total.Value > 0).Select(total => $"{Name(total.Key)}: {total.Value}").ToList();
        var text = parts.Count > 0 ? string.Join(", ", parts) : ImportTexts.Say("nothing");
        return char.ToUpper(text[0], CultureInfo.CurrentUICulture) + text[1..];
    }

    /// <summary>For the terminal: how the file was read, every row there is something to say about, the totals.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(Separator is null
            ? ImportTexts.Say("read_workbook", HeaderLine)
            : ImportTexts.Say("read_text", Encoding, Separator == "\t" ? ImportTexts.Say("tab") : Separator, HeaderLine));
        foreach (var row in Rows.Where(row => row.Reason is not null))
        {
            text.Append(Place(row)).Append(" — ").Append(Name(row.Outcome)).Append(": ");
            text.Append(row.What is null ? "" : row.What + ". ").AppendLine(row.Reason);
        }

        return text.Append(TotalsText()).Append('.').AppendLine().ToString();
    }

    /// <summary>The rows to correct or to decide, as a CSV for a spreadsheet (semicolon; to be written as UTF-8 with a mark).</summary>
    public string ToCsv()
    {
        string[] headings = ["sheet", "line", "outcome", "what", "column", "value", "reason"];
        var rows = Rows.Where(row => row.Outcome is RowOutcome.Error or RowOutcome.Ask).Select(row => new[]
        {
            row.Sheet, row.Line.ToString(CultureInfo.InvariantCulture), Name(row.Outcome), row.What, row.Column, row.Value, row.Reason,
        });
        return string.Concat(rows.Prepend([.. headings.Select(heading => ImportTexts.Say("csv_" + heading))])
            .Select(cells => string.Join(';', cells.Select(cell => Quoted(CsvCell.Safe(cell ?? "")))) + "\r\n"));
    }

    internal static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(";\"\r\n\t") < 0 ? cell : '"' + cell.Replace("\"", "\"\"") + '"';

    internal static string Name(RowOutcome outcome) =>
        ImportTexts.Say("outcome_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString()));

    private static string Place(ImportRow row)
    {
        var place = ImportTexts.Place(row.Sheet, row.Line);
        return row.Column is null ? place : place + ImportTexts.Say("in_column", row.Column);
    }
}
