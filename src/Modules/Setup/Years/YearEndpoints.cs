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

/// <summary>Учебный год (D-10.1, D-10.2, D-10.8): the year as a whole, and the opening of one; its parts have pages of their own.</summary>
internal static class YearEndpoints
{
    public static IEndpointRouteBuilder MapYears(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address, (HttpContext http, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel) =>
            Show(http, null, null, store, clock, frame, cancel)).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Учебный год: периоды, каникулы, звонки");
        routes.MapGet(YearView.Address + "/{year}", Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Учебный год: выбранный");
        routes.MapPost(YearView.Address, Open).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Учебный год: открыть");
        return routes.MapTerms().MapHolidays().MapSpecialDays().MapBells().MapRegimes().MapBellNorms();
    }

    private static async Task<IResult> Show(
        HttpContext http, string? year, [FromQuery] bool? saved, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (year is not null && view.Year is null) return await frame.NotFound(http);
        return await Draw(http, view, session, frame, null, null, saved == true, cancel);
    }

    private static async Task<IResult> Open(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var draft = new YearDraft(form["from"].ToString(), form["to"].ToString(), form["pattern"].ToString());
        if (YearView.Typed(draft.From) is not { } from || YearView.Typed(draft.To) is not { } to)
            return await Draw(http, await YearView.Load(http, null, session, clock, cancel), session, frame, draft, YearView.Words["dates.missing"], false, cancel);
        var year = YearId.From($"{from.Year}-{to.Year}");
        var steps = Opening(year, from, to, draft.Pattern, await session.LoadAsync<BellNorms>(Streams.BellNorms, cancel) is null);
        // A page left open since before: of the year that is open nothing is filled anew.
        if (await session.LoadAsync<YearCalendar>(Streams.Year(year), cancel) is not null) steps = steps.Take(1);
        if ((await desk.Send(new SetUpYear(Guid.NewGuid(), year, [.. steps]), actor, cancel)).Refusal is { } refusal)
            return await Draw(http, await YearView.Load(http, null, session, clock, cancel), session, frame, draft, refusal.Text(), false, cancel);
        return TypedResults.LocalRedirect(YearView.Of(year) + "?saved=true");
    }

    /// <summary>A year opened by a pattern has terms, holidays and days off at once; whatever of them the school wants otherwise it changes.</summary>
    internal static IEnumerable<ICommand> Opening(YearId year, DateOnly from, DateOnly to, string pattern, bool withNorms)
    {
        yield return new OpenSchoolYear(Guid.NewGuid(), year, from, to);
        if (withNorms) yield return new SetBellNorms(Guid.NewGuid(), BellWarnings.Usual(from));
        if (!YearPattern.Lengths.ContainsKey(pattern)) yield break;
        var holidays = HolidayEndpoints.Pattern(pattern, [], from, to);
        yield return new SetTerms(Guid.NewGuid(), year, YearPattern.Terms(pattern, year, [], from, to));
        yield return new SetHolidays(Guid.NewGuid(), year, [], holidays);
        if (pattern is "quarter" or "half_year") yield return new SetHolidays(Guid.NewGuid(), year, [1], HolidayEndpoints.Pattern(pattern, [1], from, to));
        yield return new SetSpecialDays(Guid.NewGuid(), year, [.. PublicHolidays.Russian.Between(from, to).Where(d => !holidays.Any(h => h.From <= d.Date && d.Date <= h.To))]);
    }

    private static async Task<IResult> Draw(
        HttpContext http, YearView view, IQuerySession session, PageFrame frame, YearDraft? draft, string? refusal, bool saved, CancellationToken cancel)
    {
        var classes = view.Year is not { } year ? [] : (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        return await frame.Show<YearPage>(http, YearView.Words["title"], new()
        {
            [nameof(YearPage.View)] = view,
            [nameof(YearPage.Classes)] = classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList(),
            [nameof(YearPage.Draft)] = draft,
            [nameof(YearPage.Refusal)] = refusal,
            [nameof(YearPage.Saved)] = saved,
        }, YearView.Status(refusal));
    }
}

/// <summary>The form of a new year as it was typed.</summary>
/// <param name="Pattern">Kind of terms to fill the year with; empty: none.</param>
public sealed record YearDraft(string From, string To, string Pattern);
