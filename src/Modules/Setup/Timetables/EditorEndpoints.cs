using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Timetables;

/// <summary>Расписание класса или группы (D-10.11): the week with its stock; every gesture is stored at once and answered with what stands there then.</summary>
internal static class EditorEndpoints
{
    private const string Address = TimetableEndpoints.Address + "/{unit}";

    public static IEndpointRouteBuilder MapTimetableEditor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание класса или группы");
        routes.MapPost(Address, Change).Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание класса или группы: изменить");
        routes.MapPost(Address + "/copy", Copy).Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание класса или группы: взять версию от другого дня");
        routes.MapGet(Address + "/places", Places).Needs(Permission.SetUpSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание: куда можно поставить урок");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, string unit, [FromQuery] string? on, [FromQuery] string? cell, TimetableReading reading, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, unit, await reading.Read(http.Actor()!, TimetableEndpoints.Day(on), cancel), frame, cell, null, null);

    private static async Task<IResult> Draw(HttpContext http, string unit, Board? board, PageFrame frame, string? cell, string? refusal, IFormCollection? typed)
    {
        if (board?.UnitName(unit) is not { } name) return await frame.NotFound(http);
        return await frame.Show<EditorPage>(http, TimetableTexts.All.With("editor.title", name), new()
        {
            [nameof(EditorPage.Board)] = board,
            [nameof(EditorPage.View)] = EditorView.Of(board, unit),
            [nameof(EditorPage.Cell)] = TimetableEndpoints.Cell(cell),
            [nameof(EditorPage.MayEdit)] = TimetableEndpoints.MayEdit(http),
            [nameof(EditorPage.Refusal)] = refusal,
            [nameof(EditorPage.Typed)] = typed?.ToDictionary(f => f.Key, f => f.Value.ToString()),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Change(
        HttpContext http, string unit, [FromForm] IFormCollection form, TimetableReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var script = http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);
        var on = TimetableEndpoints.Day(form["on"]);
        var board = await reading.Read(http.Actor()!, on, cancel);
        if (board?.UnitName(unit) is null) return await frame.NotFound(http);
        var (refusal, note) = await Send(http.Actor()!, board, form, desk, cancel);
        var then = refusal is null || script ? (await reading.Read(http.Actor()!, board.On, cancel))! : board;
        if (script)
        {
            return TypedResults.Json(
                new { ok = refusal is null, refusal, note, board = EditorView.Of(then, unit) }, EditorData.Compact,
                statusCode: refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
        return refusal is null
            ? TypedResults.LocalRedirect(TimetableEndpoints.Of(unit, board.On))
            : await Draw(http, unit, then, frame, form["cell"], refusal, form);
    }

    private static async Task<(string? Refusal, string? Note)> Send(Actor actor, Board board, IFormCollection form, Desk desk, CancellationToken cancel)
    {
        if (Asked(board, form) is not { } gesture || gesture.On(board) is not { } result) return (TimetableTexts.All["refusal.gesture"], null);
        var unit = board.Courses[gesture.Course].Unit;
        var standing = board.SlotsOf(unit);
        // Judged by what stands there now; where that is not what was seen, the command itself says so.
        if (standing.SequenceEqual(gesture.Seen) && Gesture.Judge(board, result, gesture.Was).Where(c => c.Forbids).ToList() is { Count: > 0 } clashes)
            return (TimetableTexts.All.With("refusal.clash", string.Join("; ", clashes.Select(c => ClashWords.Of(c, board)).Distinct())), null);
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.NewGuid();
        var outcome = await desk.Send(new SetTimetable(id, unit, board.On, result.Slots, gesture.Seen), actor, cancel);
        if (outcome.Refusal is { } refusal) return (refusal.Text(), null);
        var note = result.Displaced.Count > 0 ? TimetableTexts.All.With("note.displaced", string.Join(", ", result.Displaced.Select(l => board.SubjectOf(l.Course))))
            : result.Back is { } back ? TimetableTexts.All.With("note.exchanged", board.SubjectOf(back.Course)) : null;
        return (null, note);
    }

    private static Gesture? Asked(Board board, IFormCollection form)
    {
        var what = form["what"].ToString();
        // Without a script one list holds both what lies in the stock and what may be brought from another place.
        var (kind, course, was) = what.StartsWith("course:", StringComparison.Ordinal) ? ("place", what[7..], "")
            : what.StartsWith("lesson:", StringComparison.Ordinal) ? ("move", "", what[7..])
            : (form["op"].ToString(), form["course"].ToString(), form["was"].ToString());
        if (was.Length > 0) course = was.Split('.', 4) is [_, _, _, var named] ? named : "";
        if (!Id.IsValid(course) || !board.Courses.TryGetValue(CourseId.From(course), out var card)) return null;
        var seen = Gesture.Read(form["seen:" + card.Unit]) ?? board.SlotsOf(card.Unit);
        _ = int.TryParse(form["weekday"], CultureInfo.InvariantCulture, out var weekday);
        _ = int.TryParse(form["slot"], CultureInfo.InvariantCulture, out var slot);
        return new Gesture(
            kind, card.Course, was.Length > 0 ? seen.FirstOrDefault(s => Gesture.Key(s) == was) : null, weekday, slot,
            form["week"].ToString() is "a" or "b" ? form["week"].ToString() : null, form["room"], seen);
    }

    /// <summary>Every place of the week for a lesson that is being carried.</summary>
    private static async Task<IResult> Places(
        HttpContext http, string unit, [FromQuery] string? on, [FromQuery] string? course, [FromQuery] string? was, TimetableReading reading, PageFrame frame, CancellationToken cancel)
    {
        var board = await reading.Read(http.Actor()!, TimetableEndpoints.Day(on), cancel);
        if (board?.UnitName(unit) is null) return await frame.NotFound(http);
        if (!Id.IsValid(course) || !board.Courses.TryGetValue(CourseId.From(course), out var card)) return TypedResults.Json(new Dictionary<string, PlaceView>());
        var seen = board.SlotsOf(card.Unit);
        var lesson = string.IsNullOrEmpty(was) ? null : seen.FirstOrDefault(s => Gesture.Key(s) == was);
        var places = new Dictionary<string, PlaceView>();
        foreach (var weekday in board.DaysOf([unit]))
        {
            foreach (var slot in board.Slots)
            {
                var gesture = new Gesture(lesson is null ? "place" : "move", card.Course, lesson, weekday, slot, null, null, seen);
                places[$"{weekday}.{slot}"] = lesson is { } l && l.Weekday == weekday && l.Slot == slot
                    ? new PlaceView("free", TimetableTexts.All["place.same"]) : Judged(board, gesture);
            }
        }
        return TypedResults.Json(places, EditorData.Compact);
    }

    private static PlaceView Judged(Board board, Gesture gesture)
    {
        if (gesture.On(board) is not { } result) return new PlaceView("bad", TimetableTexts.All["refusal.gesture"]);
        var clashes = Gesture.Judge(board, result, gesture.Was);
        var words = clashes.OrderByDescending(c => c.Forbids).Select(c => ClashWords.Of(c, board)).Distinct().ToList();
        if (result.Back is { } back) words.Insert(0, TimetableTexts.All.With("place.exchange", board.SubjectOf(back.Course)));
        foreach (var away in result.Displaced) words.Add(TimetableTexts.All.With("place.displace", board.SubjectOf(away.Course)));
        var kind = clashes.Any(c => c.Forbids) ? "bad" : clashes.Count > 0 || result.Displaced.Count > 0 ? "warn" : "free";
        return new PlaceView(kind, words.Count > 0 ? string.Join("; ", words) : TimetableTexts.All["place.free"]);
    }

    /// <summary>The class's week, with its groups', as it was in force on another day.</summary>
    private static async Task<IResult> Copy(
        HttpContext http, string unit, [FromForm] IFormCollection form, TimetableReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var board = await reading.Read(http.Actor()!, TimetableEndpoints.Day(form["on"]), cancel);
        if (board?.UnitName(unit) is null) return await frame.NotFound(http);
        if (TimetableEndpoints.Day(form["from"]) is not { } from) return await Draw(http, unit, board, frame, null, TimetableTexts.All["refusal.copy"], form);
        foreach (var one in board.CoursesOf(unit).Select(c => c.Unit).Append(unit).Distinct())
        {
            if (board.Tables.GetValueOrDefault(one)?.VersionOn(from) is not { } version) continue;
            var id = DerivedId.Command("timetable-copy", one, $"{from:yyyy-MM-dd}", $"{board.On:yyyy-MM-dd}", Gesture.Write(board.SlotsOf(one)));
            var outcome = await desk.Send(new SetTimetable(id, one, board.On, version.Slots, board.SlotsOf(one)), http.Actor()!, cancel);
            if (outcome.Refusal is { } refusal) return await Draw(http, unit, board, frame, null, refusal.Text(), form);
        }
        return TypedResults.LocalRedirect(TimetableEndpoints.Of(unit, board.On));
    }
}
