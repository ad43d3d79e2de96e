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

/// <summary>Звонки (D-10.8): the year's own schedule and the named ones beside it.</summary>
internal static class BellEndpoints
{
    private const string Section = "bells";

    public static IEndpointRouteBuilder MapBells(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(YearView.Address + "/{year}/" + Section, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Расписание звонков");
        routes.MapPost(YearView.Address + "/{year}/" + Section, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Расписание звонков: задать");
        return routes;
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
        var counting = new Counting(BellCounting.Typed(form["first"]), form["minutes"].ToString(), form["lessons"].ToString(), form["breaks"].ToString());
        var draft = new BellDraft(
            Id.IsValid(form["schedule"].ToString()) ? form["schedule"].ToString() : null, form["name"].ToString(),
            [.. form["slot"].Zip(form["starts"].Zip(form["ends"]), (slot, times) => new TypedBell(slot ?? "", BellCounting.Typed(times.First), BellCounting.Typed(times.Second))).Where(row => !row.IsEmpty)],
            counting, false);
        if (form["fill"].Count > 0)
        {
            var counted = counting.Bells();
            return counted.Count == 0
                ? await Draw(http, frame, view, draft, YearView.Words["bells.uncountable"])
                : await Draw(http, frame, view, draft with { Rows = Rows(counted), IsProposed = true }, null);
        }
        Bell[] bells = [.. draft.Rows.Select(row => new Bell(YearView.Number(row.Slot) ?? -1, row.Starts, row.Ends))];
        ICommand command = draft.Schedule is { } schedule
            ? new SetBellSchedule(Guid.NewGuid(), open.Year, schedule, draft.Name, bells)
            : new SetBells(Guid.NewGuid(), open.Year, bells);
        return (await desk.Send(command, http.Actor()!, cancel)).Refusal is { } refusal
            ? await Draw(http, frame, view, draft, refusal.Text())
            : TypedResults.LocalRedirect(YearView.Of(open.Year) + "?saved=true");
    }

    private static BellDraft Stored(YearCalendar year, string? of)
    {
        if (of is null)
            return year.Bells.Count > 0 ? new BellDraft(null, "", Rows(year.Bells), Counting.Usual, false) : new BellDraft(null, "", Rows(Counting.Usual.Bells()), Counting.Usual, true);
        return year.Schedules.FirstOrDefault(s => s.Schedule == of) is { } set
            ? new BellDraft(set.Schedule, set.Name, Rows(set.Bells), Counting.Usual, false)
            : new BellDraft(NewCode(year), "", Rows(year.Bells), Counting.Usual, true);
    }

    /// <summary>The next free one, so that a form sent twice makes one set.</summary>
    private static string NewCode(YearCalendar year) =>
        Enumerable.Range(1, year.Schedules.Count + 1).Select(n => $"set-{n}").First(code => year.Schedules.All(s => s.Schedule != code));

    private static List<TypedBell> Rows(IEnumerable<Bell> bells) =>
        [.. bells.Select(b => new TypedBell(b.Slot.ToString(System.Globalization.CultureInfo.InvariantCulture), b.Starts, b.Ends))];

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, YearView view, BellDraft draft, string? refusal) =>
        frame.Show<BellsPage>(http, YearView.Words["bells.title"], new()
        {
            [nameof(BellsPage.View)] = view,
            [nameof(BellsPage.Draft)] = draft,
            [nameof(BellsPage.Refusal)] = refusal,
        }, YearView.Status(refusal));
}

/// <summary>A line of the bell schedule as it was typed.</summary>
public sealed record TypedBell(string Slot, string Starts, string Ends)
{
    public static readonly TypedBell Blank = new("", "", "");

    public bool IsEmpty => Starts.Length == 0 && Ends.Length == 0;

    /// <summary>Null where a time is missing.</summary>
    public Bell? Bell => BellRules.IsTime(Starts) && BellRules.IsTime(Ends) ? new Bell(YearView.Number(Slot) ?? 0, Starts, Ends) : null;
}

/// <summary>The form of bells as it was typed.</summary>
/// <param name="Schedule">Code of a named set; null for the year's own.</param>
/// <param name="IsProposed">Counted, not saved yet.</param>
public sealed record BellDraft(string? Schedule, string Name, IReadOnlyList<TypedBell> Rows, Counting Counting, bool IsProposed);

/// <summary>By what bells are counted, as it was typed.</summary>
/// <param name="Breaks">Minutes, with spaces or commas between.</param>
public sealed record Counting(string First, string Minutes, string Lessons, string Breaks)
{
    public static readonly Counting Usual = new("08:30", "45", "7", "10, 20, 20, 10, 10, 10");

    public IReadOnlyList<Bell> Bells()
    {
        var breaks = Breaks.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(b => YearView.Number(b) ?? -1).ToList();
        return BellCounting.Count(First, YearView.Number(Minutes) ?? 0, YearView.Number(Lessons) ?? 0, breaks);
    }
}
