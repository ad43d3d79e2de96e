using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Years;

/// <summary>Праздничные и перенесённые дни (D-10.2): one list for the whole school.</summary>
internal static class SpecialDayEndpoints
{
    private const string Section = "days";

    public static IEndpointRouteBuilder MapSpecialDays(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address + "/{year}/" + Section, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Праздничные и перенесённые дни");
        routes.MapPost(YearView.Address + "/{year}/" + Section, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Праздничные и перенесённые дни: задать");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, string year, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (view.Year is not { } open) return await frame.NotFound(http);
        return open.SpecialDays.Count > 0
            ? await Draw(http, frame, view, Rows(open.SpecialDays), false, null)
            : await Draw(http, frame, view, Proposed(open, []), true, null);
    }

    private static async Task<IResult> Save(
        HttpContext http, string year, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (view.Year is not { } open) return await frame.NotFound(http);
        List<TypedDay> rows = [.. form["date"].Zip(form["name"].Zip(form["weekday"]), (date, more) => new TypedDay(date ?? "", more.First ?? "", more.Second ?? "")).Where(r => !r.IsEmpty)];
        if (form["fill"].Count > 0) return await Draw(http, frame, view, Proposed(open, rows), true, null);
        if (rows.Exists(row => YearView.Typed(row.Date) is null)) return await Draw(http, frame, view, rows, false, YearView.Words["row.half"]);

        SpecialDay[] days = [.. rows.Select(row => new SpecialDay(YearView.Typed(row.Date)!.Value, row.Name, YearView.Number(row.Weekday)))];
        return (await desk.Send(new SetSpecialDays(Guid.NewGuid(), open.Year, days), http.Actor()!, cancel)).Refusal is { } refusal
            ? await Draw(http, frame, view, rows, false, refusal.Text())
            : TypedResults.LocalRedirect(YearView.Of(open.Year) + "?saved=true");
    }

    private static List<TypedDay> Rows(IEnumerable<SpecialDay> days) =>
        [.. days.Select(d => new TypedDay(YearView.Iso(d.Date), d.Name, d.Weekday?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""))];

    /// <summary>Beside what stands: the holidays of the country that fall on days of lessons.</summary>
    private static List<TypedDay> Proposed(YearCalendar year, IReadOnlyList<TypedDay> typed)
    {
        var common = year.HolidaySets.FirstOrDefault(set => set.Levels.Count == 0)?.Holidays ?? [];
        var found = Rows(PublicHolidays.Russian.Between(year.From, year.To).Where(d => !common.Any(h => h.From <= d.Date && d.Date <= h.To)));
        return [.. typed.Concat(found.Where(f => typed.All(t => t.Date != f.Date))).OrderBy(row => row.Date, StringComparer.Ordinal)];
    }

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, YearView view, IReadOnlyList<TypedDay> rows, bool proposed, string? refusal) =>
        frame.Show<SpecialDaysPage>(http, YearView.Words["days.title"], new()
        {
            [nameof(SpecialDaysPage.View)] = view,
            [nameof(SpecialDaysPage.Rows)] = rows,
            [nameof(SpecialDaysPage.IsProposed)] = proposed,
            [nameof(SpecialDaysPage.Refusal)] = refusal,
        }, YearView.Status(refusal));
}

/// <summary>A special day as it was typed.</summary>
/// <param name="Weekday">1–7, or empty for a day without lessons.</param>
public sealed record TypedDay(string Date, string Name, string Weekday)
{
    public static readonly TypedDay Blank = new("", "", "");

    public bool IsEmpty => Date.Length == 0 && Name.Trim().Length == 0;
}
