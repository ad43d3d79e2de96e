using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Host.Web;

/// <summary>The pages: each reads its model with the reader's rights and shows one component in the frame.</summary>
internal static class Pages
{
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home).RequireAuthorization().ShowsNoPersonalData().WithSummary("Первая страница роли");
        routes.MapGet("/offline", Offline).AllowAnonymous().ShowsNoPersonalData().WithSummary("Нет связи: страница, которую показывает сам браузер");
        routes.MapGet("/journal/{course}/{term?}", Journal).Needs(Permission.ReadJournal).Reads("journal", Purpose.Teaching, "course/{course}").WithSummary("Страница журнала");
        routes.MapGet("/replay/{course}/{term}", Replay).Needs(Permission.ReplayJournal).Reads("replay", Purpose.Teaching, "course/{course}").WithSummary("Страница журнала на момент");
        routes.MapGet("/replay/lessons/{course}/{date}/{slot}", ReplayLesson).Needs(Permission.ReplayJournal).Reads("replay", Purpose.Teaching, "course/{course}").WithSummary("Урок на момент");
        routes.MapChangePages();
        routes.MapTermPages();
        routes.MapClosingPages();
        routes.MapCorrections();
        routes.MapAbsences();
        routes.MapSubstitutions();
        return routes.MapDoorPages().MapLessonForms().MapDayForms();
    }

    private static async Task<IResult> Home(HttpContext http, Days days, PageFrame frame, CancellationToken cancel)
    {
        if (DoorPages.Landing(http.Actor()!) is { } landing) return Results.LocalRedirect(landing);
        http.MayBeKept();
        return await DayForms.Page(http, null, days, frame, null, null, cancel);
    }

    /// <summary>What a browser shows in place of a page that it has not kept.</summary>
    private static Task<IResult> Offline(HttpContext http, PageFrame frame)
    {
        http.MayBeKept();
        return frame.Show<Problem>(http, UiTexts.All["problem.offline.title"], new() { [nameof(Problem.Kind)] = "offline" });
    }

    private static async Task<IResult> Journal(HttpContext http, string course, string? term, JournalPages pages, PageFrame frame, CancellationToken cancel)
    {
        var page = Id.IsValid(course) && (term is null || Id.IsValid(term))
            ? await pages.Now(http.Actor()!, new CourseId(course), term is null ? null : new TermId(term), cancel)
            : null;
        if (page is null) return await frame.NotFound(http);
        http.MayBeKept();
        return await Grid(http, frame, page, WayBack(http.Actor()!, page));
    }

    private static async Task<IResult> Replay(
        HttpContext http, string course, string term, int? step, long? seq, JournalPages pages, PageFrame frame, CancellationToken cancel)
    {
        var page = Id.IsValid(course) && Id.IsValid(term)
            ? await pages.At(http.Actor()!, new CourseId(course), new TermId(term), step, seq, cancel)
            : null;
        return page is null ? await frame.NotFound(http) : await Grid(http, frame, page, Bar(page));
    }

    private static async Task<IResult> ReplayLesson(
        HttpContext http, string course, string date, string slot, long? seq, JournalPages pages, PageFrame frame, CancellationToken cancel)
    {
        var page = LessonId.TryParse($"{course}/{date}/{slot}", out var lesson) ? await pages.AtLesson(http.Actor()!, lesson, seq, cancel) : null;
        return page is null ? await frame.NotFound(http) : await Grid(http, frame, page, Bar(page));
    }

    private static Task<IResult> Grid(HttpContext http, PageFrame frame, JournalPage page, RenderFragment? above) =>
        frame.Show<JournalGrid>(http, $"{page.ClassName} · {page.Subject}", new()
        {
            [nameof(JournalGrid.Page)] = page,
            [nameof(JournalGrid.User)] = http.Actor()!.Account.Value,
            [nameof(JournalGrid.Above)] = above,
        });

    private static RenderFragment WayBack(Actor reader, JournalPage page) => builder =>
    {
        builder.OpenComponent<JournalWays>(0);
        builder.AddComponentParameter(1, nameof(JournalWays.Page), page);
        builder.AddComponentParameter(2, nameof(JournalWays.MayReplay), reader.Grants.AllowEver(Permission.ReplayJournal, Streams.Course(page.Course)));
        builder.CloseComponent();
    };

    private static RenderFragment Bar(JournalPage page) => builder =>
    {
        builder.OpenComponent<ReplayBar>(0);
        builder.AddComponentParameter(1, nameof(ReplayBar.Page), page);
        builder.CloseComponent();
    };
}
