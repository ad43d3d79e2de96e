using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Tiles;

/// <summary>The tiles and each check in full, of the present or of a past day.</summary>
internal static class BoardEndpoints
{
    public const string Address = BoardAddresses.Board;

    public static string Check(string check, BoardQuery? query = null) => $"{Address}/checks/{check}{query}";

    public static IEndpointRouteBuilder MapBoard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Board).Needs(Permission.ReadControl).ShowsNoPersonalData().WithSummary("Контроль: восемь направлений");
        routes.MapGet(Address + "/checks/{check}", One).Needs(Permission.ReadControl).Reads("control", Purpose.Control).WithSummary("Контроль: одно направление до урока");
        return routes;
    }

    private static async Task<IResult> Board(HttpContext http, ControlBoard board, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var mirror = actor.Role == Role.Teacher;
        return await board.Of(actor, BoardQuery.Read(http.Request.Query), cancel) is { } page
            ? await frame.Show<BoardView>(http, TileWords.All[mirror ? "title.mirror" : "title"], new() { [nameof(BoardView.Page)] = page, [nameof(BoardView.Mirror)] = mirror })
            : await frame.NotFound(http);
    }

    private static async Task<IResult> One(HttpContext http, string check, ControlBoard board, PageFrame frame, CancellationToken cancel)
    {
        if (!Checks.All.Contains(check)) return await frame.NotFound(http);
        if (await board.Of(http.Actor()!, check, BoardQuery.Read(http.Request.Query), cancel) is not { } page) return await frame.NotFound(http);
        http.Shows([.. page.Found.Select(f => f.Finding.Pupil).OfType<Setup.PupilId>().Distinct().Select(Setup.Streams.Pupil)]);
        return await frame.Show<CheckView>(http, TileWords.Name(check), new() { [nameof(CheckView.Page)] = page });
    }
}
