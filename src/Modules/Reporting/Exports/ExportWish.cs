using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.Extensions.Primitives;

namespace ElJournal.Reporting.Exports;

/// <summary>Какой нужен файл: table, columns, format; and which rows of it.</summary>
/// <param name="Columns">In the order of the file.</param>
/// <param name="Format">csv, xlsx or json.</param>
/// <param name="Separator">Of CSV: semicolon, comma or tab.</param>
public sealed record ExportWish(string Table, IReadOnlyList<string> Columns, string Format, string Separator)
{
    public static readonly IReadOnlyList<string> Formats = ["csv", "xlsx", "json"];

    /// <summary>Разделители by name: what stands in an address and in an event.</summary>
    public static readonly IReadOnlyDictionary<string, char> Separators = new Dictionary<string, char> { ["semicolon"] = ';', ["comma"] = ',', ["tab"] = '\t' };

    public YearId? Year { get; init; }

    public ClassId? Class { get; init; }

    public SubjectId? Subject { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Unknown names are left out; without any column all are meant.</summary>
    public static ExportWish Read(Func<string, StringValues> value)
    {
        var table = ExportTables.All.FirstOrDefault(t => t.Name == value("table")) ?? ExportTables.All[0];
        var columns = value("column").OfType<string>().Where(table.Columns.Contains).Distinct().ToList();
        return new ExportWish(
            table.Name, columns.Count == 0 ? table.Columns : columns, Formats.FirstOrDefault(f => f == value("format")) ?? Formats[0],
            Separators.Keys.FirstOrDefault(s => s == value("separator")) ?? Separators.Keys.First())
        {
            Year = Valid("year") is { } year ? new YearId(year) : null,
            Class = Valid("class") is { } schoolClass ? new ClassId(schoolClass) : null,
            Subject = Valid("subject") is { } subject ? new SubjectId(subject) : null,
            From = Reading.ReportQuery.Day(value("from")),
            To = Reading.ReportQuery.Day(value("to")),
        };

        string? Valid(string name) => value(name).ToString() is var id && Id.IsValid(id) ? id : null;
    }

    internal ExportTable Of => ExportTables.All.First(t => t.Name == Table);

    /// <summary>As a query of an address.</summary>
    public override string ToString()
    {
        var parts = new (string, string?)[]
        {
            ("table", Table), ("format", Format), ("separator", Separator), ("year", Year?.Value), ("class", Class?.Value), ("subject", Subject?.Value),
            ("from", Reading.ReportQuery.Iso(From)), ("to", Reading.ReportQuery.Iso(To)),
        };
        return "?" + string.Join('&', parts.Where(p => p.Item2 is not null).Select(p => $"{p.Item1}={p.Item2}").Concat(Columns.Count == Of.Columns.Count ? [] : Columns.Select(c => $"column={c}")));
    }
}
