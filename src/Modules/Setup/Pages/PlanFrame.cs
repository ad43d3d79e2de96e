using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup.Pages;

/// <summary>In what year and on what day the pages of curriculum, load and grading are looked at, and whether the reader may change anything there.</summary>
/// <param name="Year">Null: no year is open.</param>
/// <param name="Today">The school's calendar day.</param>
internal sealed record PlanFrame(YearCalendar? Year, DateOnly Today, bool MayEdit)
{
    public static async Task<PlanFrame> Of(HttpContext http, IQuerySession session, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(actor.School), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        // The year that runs; between years the one to come.
        var year = years.Where(y => y.To >= today).MinBy(y => y.From) ?? years.MaxBy(y => y.From);
        return new PlanFrame(year, today, actor.Grants.AllowSomewhere(Permission.SetUpSchool, today));
    }

    /// <summary>Today within the year: what is set before the year begins holds from its first day.</summary>
    public DateOnly Default => Year is null ? Today : Today < Year.From ? Year.From : Today > Year.To ? Year.To : Today;

    public DateOnly DayOr(string? text, DateOnly other) => ReadDay(text) ?? other;

    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Dotted(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

/// <summary>Часы as people write them: «2», «0,5»; kept in hundredths.</summary>
internal static class HourText
{
    public static string Of(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.CurrentUICulture);

    /// <summary>Null where it is no number; an empty field or a dash is nought.</summary>
    public static int? Read(string? text)
    {
        var typed = (text ?? "").Trim().Replace(',', '.');
        if (typed is "" or "-" or "–" or "—") return 0;
        return decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 10_000 && decimal.Truncate(number * 100) == number * 100 ? (int)(number * 100) : null;
    }
}
