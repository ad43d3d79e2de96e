using System.Globalization;
using ElJournal.Setup;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Reporting.Reading;

/// <summary>What a report is asked for; nothing of it names a person but by id.</summary>
public sealed record ReportQuery
{
    public string? Year { get; init; }

    /// <summary>Период: id of a term, or of a page of the year.</summary>
    public string? Term { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int? Level { get; init; }

    public string? Class { get; init; }

    public string? Subject { get; init; }

    public string? Teacher { get; init; }

    public string? Pupil { get; init; }

    /// <summary>By what the figures are grouped; null: as the report does of itself.</summary>
    public string? By { get; init; }

    /// <summary>Страница списка, from 1.</summary>
    public int Page { get; init; } = 1;

    public static ReportQuery Read(IQueryCollection query)
    {
        return new ReportQuery
        {
            Year = Id("year"),
            Term = Id("term"),
            From = Day(query["from"]),
            To = Day(query["to"]),
            Level = Number(query["level"]) is { } level and >= 1 and <= 11 ? level : null,
            Class = Id("class"),
            Subject = Id("subject"),
            Teacher = Id("teacher"),
            Pupil = Id("pupil"),
            By = Id("by"),
            Page = Number(query["page"]) is { } page and > 0 ? page : 1,
        };

        string? Id(string name) => query[name].ToString() is var id && Kernel.Id.IsValid(id) ? id : null;

        static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public YearId? YearAsked => Year is null ? null : new YearId(Year);

    /// <summary>As a query of an address; empty where nothing is asked.</summary>
    public override string ToString()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("year", Year), ("term", Term), ("from", Iso(From)), ("to", Iso(To)), ("level", Level?.ToString(CultureInfo.InvariantCulture)), ("class", Class),
            ("subject", Subject), ("teacher", Teacher), ("pupil", Pupil), ("by", By), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        };
        var query = string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    /// <summary>A day as forms and addresses have it; null: it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
