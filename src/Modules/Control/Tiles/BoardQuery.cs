using System.Globalization;
using ElJournal.Control.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Tiles;

/// <summary>What the pages of the checks are asked for; nothing of it names a person but by id.</summary>
public sealed record BoardQuery
{
    public int? Level { get; init; }

    public string? Class { get; init; }

    public string? Subject { get; init; }

    public string? Teacher { get; init; }

    public string? Course { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Состояние на дату: as it was shown at the end of a day, or at a moment of it; null: now.</summary>
    public PastMoment? At { get; init; }

    /// <summary>By what the list is grouped: one of <see cref="Groupings"/>.</summary>
    public string? By { get; init; }

    /// <summary>Страница списка, from 1.</summary>
    public int Page { get; init; } = 1;

    public static readonly IReadOnlyList<string> Groupings = ["teacher", "class", "subject", "level"];

    public static BoardQuery Read(IQueryCollection query)
    {
        return new BoardQuery
        {
            Level = Number(query["level"]) is { } level and >= 1 and <= 11 ? level : null,
            Class = Id("class"),
            Subject = Id("subject"),
            Teacher = Id("teacher"),
            Course = Id("course"),
            From = ControlFrame.ReadDay(query["from"]),
            To = ControlFrame.ReadDay(query["to"]),
            At = PastMoment.Read(query["at"]),
            By = Groupings.Contains(query["by"].ToString()) ? query["by"].ToString() : null,
            Page = Number(query["page"]) is { } page and > 0 ? page : 1,
        };

        string? Id(string name) => query[name].ToString() is var id && Kernel.Id.IsValid(id) ? id : null;

        static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public CheckArea Area(Grants reader, DateOnly from, DateOnly to) => new(reader, From ?? from, To ?? to)
    {
        Level = Level,
        Class = Class is null ? null : new ClassId(Class),
        Subject = Subject is null ? null : new SubjectId(Subject),
        Teacher = Teacher is null ? null : new StaffId(Teacher),
        Course = Course is null ? null : new CourseId(Course),
    };

    /// <summary>As a query of an address; empty where nothing is asked.</summary>
    public override string ToString()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("level", Level?.ToString(CultureInfo.InvariantCulture)), ("class", Class), ("subject", Subject), ("teacher", Teacher), ("course", Course),
            ("from", From is { } from ? ControlFrame.Iso(from) : null), ("to", To is { } to ? ControlFrame.Iso(to) : null),
            ("at", At?.ToString()), ("by", By), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        };
        var query = string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
        return query.Length == 0 ? "" : "?" + query;
    }
}

/// <summary>A moment of the school's clock: a day as it ended, or a moment of it to the microsecond, as the log has its times.</summary>
public sealed record PastMoment(DateOnly Day, TimeOnly? Time)
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFF";

    /// <summary>Null: no moment.</summary>
    public static PastMoment? Read(string? text) => ControlFrame.ReadDay(text) is { } day ? new PastMoment(day, null)
        : DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new PastMoment(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment))
            : null;

    /// <summary>The last instant of it.</summary>
    public DateTimeOffset In(Picture picture) => Time is { } time ? picture.Instant(Day, time) : picture.Midnight(Day).AddTicks(-1);

    public override string ToString() => Time is { } time ? Day.ToDateTime(time).ToString(Format, CultureInfo.InvariantCulture) : ControlFrame.Iso(Day);
}
