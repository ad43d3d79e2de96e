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

/// <summary>Каникулы (D-10.2, Z-5.2): the common set and those of single year levels.</summary>
internal static class HolidayEndpoints
{
    private const string Section = "holidays";

    public static IEndpointRouteBuilder MapHolidays(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address + "/{year}/" + Section, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Каникулы");
        routes.MapPost(YearView.Address + "/{year}/" + Section, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Каникулы: задать");
        return routes;
    }

    /// <summary>Usual holidays of a kind of terms; grade 1 has a week more.</summary>
    public static IReadOnlyList<Holiday> Pattern(string kind, IReadOnlyList<int> levels, DateOnly from, DateOnly to)
    {
        var spans = YearPattern.Holidays(kind, from, to);
        if (kind is "quarter" or "half_year" && levels.Contains(1) && YearPattern.FirstGrade(from, to) is { } extra) spans = [.. spans, extra];
        return [.. spans.OrderBy(s => s.From).Select(s => new Holiday(YearView.Words["holiday." + s.Name], s.From, s.To))];
    }

    private static async Task<IResult> Show(
        HttpContext http, string year, [FromQuery] string? of, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        return view.Year is { } open ? await Draw(http, frame, view, Stored(open, of), null) : await frame.NotFound(http);
    }

    private static async Task<IResult> Save(
        HttpContext http, string year, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var view = await YearView.Load(http, year, session, clock, cancel);
        if (view.Year is not { } open) return await frame.NotFound(http);
        var draft = new HolidayDraft(form["own"].Count > 0, YearView.Levels(form["level"]),
            [.. form["name"].Zip(form["from"].Zip(form["to"]), (name, days) => new TypedSpan(name ?? "", days.First ?? "", days.Second ?? ""))], false);
        if (form["fill"].ToString() is { Length: > 0 } kind && YearPattern.Lengths.ContainsKey(kind))
            return await Draw(http, frame, view, draft with { Rows = Rows(Pattern(kind, draft.Levels, open.From, open.To)), IsProposed = true }, null);
        if (draft.Rows.Any(row => row.IsHalf)) return await Draw(http, frame, view, draft, YearView.Words["row.half"]);
        if (draft.Own && draft.Levels.Count == 0) return await Draw(http, frame, view, draft, Outcome.Refused(Refusals.LevelsAreMissing).Refusal!.Text());

        Holiday[] holidays = [.. draft.Rows.Where(row => !row.IsEmpty).Select(row => new Holiday(row.Name, YearView.Typed(row.From)!.Value, YearView.Typed(row.To)!.Value))];
        return (await desk.Send(new SetHolidays(Guid.NewGuid(), open.Year, draft.Own ? draft.Levels : [], holidays), http.Actor()!, cancel)).Refusal is { } refusal
            ? await Draw(http, frame, view, draft, refusal.Text())
            : TypedResults.LocalRedirect(YearView.Of(open.Year) + "?saved=true");
    }

    private static HolidayDraft Stored(YearCalendar year, string? of)
    {
        var kind = year.Terms.Count > 0 ? year.Terms[0].Kind : "quarter";
        if (of is null)
            return year.HolidaySets.FirstOrDefault(s => s.Levels.Count == 0) is { } common
                ? new HolidayDraft(false, [], Rows(common.Holidays), false)
                : new HolidayDraft(false, [], Rows(Pattern(kind, [], year.From, year.To)), true);
        var levels = YearView.Levels(of.Split('.'));
        var set = year.HolidaySets.FirstOrDefault(set => levels.Count > 0 && set.Levels.Contains(levels[0]));
        return set is not null
            ? new HolidayDraft(true, set.Levels, Rows(set.Holidays), false)
            : new HolidayDraft(true, levels, Rows(year.HolidaysOf(levels.Count > 0 ? levels[0] : 2)), true);
    }

    private static List<TypedSpan> Rows(IEnumerable<Holiday> holidays) => [.. holidays.Select(h => new TypedSpan(h.Name, YearView.Iso(h.From), YearView.Iso(h.To)))];

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, YearView view, HolidayDraft draft, string? refusal) =>
        frame.Show<HolidaysPage>(http, YearView.Words["holidays.title"], new()
        {
            [nameof(HolidaysPage.View)] = view,
            [nameof(HolidaysPage.Draft)] = draft,
            [nameof(HolidaysPage.Refusal)] = refusal,
        }, YearView.Status(refusal));
}

/// <summary>The form of holidays as it was typed.</summary>
/// <param name="Own">Of single levels, not common.</param>
/// <param name="IsProposed">By the pattern, not saved yet.</param>
public sealed record HolidayDraft(bool Own, IReadOnlyList<int> Levels, IReadOnlyList<TypedSpan> Rows, bool IsProposed);
