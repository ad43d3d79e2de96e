using System.Globalization;
using ElJournal.Setup.Register;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Pages;

/// <summary>Days and answers as the pages of the control need them.</summary>
internal static class ControlFrame
{
    /// <summary>The school's calendar day.</summary>
    public static Task<DateOnly> Today(IQuerySession session, DateTimeOffset now, CancellationToken cancel) => session.DayOf(now, cancel);

    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Dotted(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
