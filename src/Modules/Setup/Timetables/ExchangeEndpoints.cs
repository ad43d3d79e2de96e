using System.Text;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Timetables;

/// <summary>Обмен расписанием: out to FET or a table, solved elsewhere, and back; looked at before anything is stored.</summary>
internal static class ExchangeEndpoints
{
    public const string Address = TimetableEndpoints.Address + "/exchange";

    /// <summary>Fields of the preview that hold the week of a unit.</summary>
    public const string UnitField = "unit:";

    public static IEndpointRouteBuilder MapTimetableExchange(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Обмен расписанием с FET и таблицами");
        routes.MapPost(Address, Preview).TakesFile().Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Обмен расписанием: посмотреть файл, ничего не меняя");
        routes.MapPost(Address + "/apply", Apply).TakesFile().Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Обмен расписанием: применить просмотренное");
        routes.MapGet(TimetableEndpoints.Address + "/export.fet", Fet).Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Выгрузка для FET");
        routes.MapGet(TimetableEndpoints.Address + "/export.csv", Table).Needs(Permission.ReadSchool).Reads("timetable", Purpose.Register).WithSummary("Выгрузка расписания таблицей");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, [FromQuery] string? on, [FromQuery] int? applied, TimetableReading reading, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, await reading.Read(http.Actor()!, TimetableEndpoints.Day(on), cancel), frame, null, null, applied);

    private static async Task<IResult> Draw(HttpContext http, Board? board, PageFrame frame, TimetableFile? file, string? refusal, int? applied)
    {
        if (board is null) return await frame.NotFound(http);
        return await frame.Show<ExchangePage>(http, TimetableTexts.All["exchange.title"], new()
        {
            [nameof(ExchangePage.Board)] = board,
            [nameof(ExchangePage.Units)] = file?.Units,
            [nameof(ExchangePage.Problems)] = file?.Problems ?? [],
            [nameof(ExchangePage.Refusal)] = refusal,
            [nameof(ExchangePage.Applied)] = applied,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Preview(HttpContext http, [FromForm] IFormCollection form, TimetableReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, TimetableEndpoints.Day(form["on"]), cancel) is not { } board) return await frame.NotFound(http);
        if (form.Files.GetFile("file") is not { Length: > 0 } sent) return await Draw(http, board, frame, null, TimetableTexts.All["exchange.no-file"], null);
        try
        {
            using var content = new MemoryStream((int)Math.Min(sent.Length, Uploads.LongestFile));
            await sent.CopyToAsync(content, cancel);
            return await Draw(http, board, frame, TimetableFile.Read(content.ToArray(), Path.GetFileName(sent.FileName), board), null, null);
        }
        catch (ImportRefusal refusal)
        {
            return await Draw(http, board, frame, null, refusal.Message, null);
        }
    }

    private static async Task<IResult> Apply(HttpContext http, [FromForm] IFormCollection form, TimetableReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, TimetableEndpoints.Day(form["on"]), cancel) is not { } board) return await frame.NotFound(http);
        var units = form.Where(f => f.Key.StartsWith(UnitField, StringComparison.Ordinal))
            .Select(f => (Unit: f.Key[UnitField.Length..], Slots: Gesture.Read(f.Value))).Where(u => u.Slots is not null && board.UnitName(u.Unit) is not null)
            .ToDictionary(u => u.Unit, u => u.Slots!);
        var stored = 0;
        foreach (var (unit, slots) in units)
        {
            var seen = Gesture.Read(form["seen:" + unit]) ?? board.SlotsOf(unit);
            if (seen.SequenceEqual(slots)) continue;
            var id = DerivedId.Command("timetable-file", unit, $"{board.On:yyyy-MM-dd}", Gesture.Write(seen), Gesture.Write(slots));
            var outcome = await desk.Send(new SetTimetable(id, unit, board.On, slots, seen), http.Actor()! with { Channel = Channel.Import }, cancel);
            if (outcome.Refusal is { } refusal)
            {
                return await Draw(http, board, frame, new TimetableFile(units, []), TimetableTexts.All.With("exchange.refused", board.UnitName(unit), refusal.Text(), stored), null);
            }
            stored++;
        }
        return TypedResults.LocalRedirect($"{Address}?on={board.On:yyyy-MM-dd}&applied={stored}");
    }

    private static async Task<IResult> Fet(HttpContext http, [FromQuery] string? on, TimetableReading reading, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, TimetableEndpoints.Day(on), cancel) is not { } board) return await frame.NotFound(http);
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var school = await session.LoadAsync<SchoolCard>(Streams.School(http.Actor()!.School), cancel);
        return Results.File(Encoding.UTF8.GetBytes(FetExport.Write(board, school?.Name ?? "")), "application/xml", $"{board.Year.Year}.fet");
    }

    private static async Task<IResult> Table(HttpContext http, [FromQuery] string? on, TimetableReading reading, PageFrame frame, CancellationToken cancel) =>
        await reading.Read(http.Actor()!, TimetableEndpoints.Day(on), cancel) is { } board
            ? Results.File(TimetableFile.Write(board), "text/csv", $"raspisanie-{board.On:yyyy-MM-dd}.csv")
            : await frame.NotFound(http);
}
