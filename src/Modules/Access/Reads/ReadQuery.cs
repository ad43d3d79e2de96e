using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Access.Reads;

/// <summary>The filter as query parameters: ids only, a name never stands in an address. An unreadable one is left out.</summary>
public sealed record ReadQuery
{
    [FromQuery]
    public string? Person { get; init; }

    [FromQuery]
    public string? Pupil { get; init; }

    [FromQuery]
    public string? Class { get; init; }

    [FromQuery]
    public string? Kind { get; init; }

    [FromQuery]
    public string? From { get; init; }

    [FromQuery]
    public string? To { get; init; }

    [FromQuery]
    public long? Before { get; init; }

    public ReadFilter Filter() => new(
        Id.IsValid(Person) ? new AccountId(Person) : null, Id.IsValid(Pupil) ? new PupilId(Pupil) : null, Id.IsValid(Class) ? new ClassId(Class) : null,
        string.IsNullOrEmpty(Kind) ? null : Kind, Day(From), Day(To), Before);

    /// <summary>As a query, without or with the key of a page.</summary>
    public string Address(long? before)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("person", Person), ("pupil", Pupil), ("class", Class), ("kind", Kind), ("from", From), ("to", To), ("before", before?.ToString(CultureInfo.InvariantCulture)),
        };
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
