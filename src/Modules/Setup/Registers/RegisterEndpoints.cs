using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Registers;

/// <summary>Реестры школы: rooms (Z-5.4) and responsible persons (D-1).</summary>
internal static class RegisterEndpoints
{
    public const string Rooms = "/school/rooms";
    public const string Duties = "/school/responsible";

    public static IEndpointRouteBuilder MapRegisters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Rooms, (HttpContext http, RegisterReading reading, PageFrame frame, CancellationToken cancel) => DrawRooms(http, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Кабинеты: реестр");
        routes.MapPost(Rooms, Room).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Кабинеты: внести или вывести");
        routes.MapGet(Duties, (HttpContext http, [FromQuery(Name = "class")] string? schoolClass, RegisterReading reading, PageFrame frame, CancellationToken cancel) =>
                DrawDuties(http, schoolClass, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ReadSchool).Reads("responsible", Purpose.Register).WithSummary("Ответственные лица");
        routes.MapPost(Duties, Assign).Needs(Permission.SetUpSchool).Reads("responsible", Purpose.Register).WithSummary("Ответственные лица: назначить");
        routes.MapPost(Duties + "/end", End).Needs(Permission.SetUpSchool).Reads("responsible", Purpose.Register).WithSummary("Ответственные лица: освободить");
        return routes.MapActs().MapPaperless();
    }

    public static bool MayWrite(HttpContext http) => http.Actor()!.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool);

    private static async Task<IResult> DrawRooms(HttpContext http, Draft draft, RegisterReading reading, PageFrame frame, CancellationToken cancel)
    {
        var (rooms, _) = await reading.Rooms(http.Actor()!.School, cancel);
        return await frame.Show<RoomsPage>(http, RegisterWords.All["rooms.title"], new()
        {
            [nameof(RoomsPage.Rooms)] = rooms,
            [nameof(RoomsPage.Draft)] = draft,
            [nameof(RoomsPage.Change)] = http.Request.Query["change"].ToString(),
            [nameof(RoomsPage.MayWrite)] = MayWrite(http),
        }, draft.Status);
    }

    private static async Task<IResult> Room(HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("room", form);
        var room = draft.IdOf<RoomId>("room") ?? Id.New<RoomId>();
        ICommand command = draft.Text("act") == "close"
            ? new CloseRoom(draft.Command(), room, (await reading.Rooms(http.Actor()!.School, cancel)).Today)
            : new ListRoom(draft.Command(), room, draft.Text("number"), draft.Text("name"), draft.Text("kind"), int.TryParse(draft.Text("seats", "0"), out var seats) ? seats : draft.Text("seats").Length == 0 ? 0 : -1);
        var outcome = await desk.Send(command, http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Rooms) : await DrawRooms(http, draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> DrawDuties(
        HttpContext http, string? schoolClass, Draft draft, RegisterReading reading, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<DutiesPage>(http, RegisterWords.All["duties.title"], new()
        {
            [nameof(DutiesPage.View)] = await reading.Duties(http.Actor()!.School, Id.IsValid(schoolClass) ? new ClassId(schoolClass) : null, cancel),
            [nameof(DutiesPage.Draft)] = draft,
            [nameof(DutiesPage.MayWrite)] = MayWrite(http),
        }, draft.Status);

    private static async Task<IResult> Assign(HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("assign", form);
        var outcome = draft.IdOf<StaffId>("staff") is not { } staff ? Outcome.Refused(Refusals.StaffIsUnknown)
            : draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is not { } order ? Outcome.Refused(Refusals.OrderIsMissing)
            : await desk.Send(new AssignDuty(
                draft.Command(), draft.IdOf<DutyId>("duty") ?? Id.New<DutyId>(), draft.Text("area"), staff,
                [.. form["level"].Select(l => int.TryParse(l, out var level) ? level : 0)], from, draft.Date("to"), order), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Duties) : await DrawDuties(http, null, draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> End(HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("end", form);
        var outcome = draft.IdOf<DutyId>("duty") is not { } duty ? Outcome.Refused(Refusals.DutyIsUnknown)
            : draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is not { } order ? Outcome.Refused(Refusals.OrderIsMissing)
            : await desk.Send(new EndDuty(draft.Command(), duty, from, order), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Duties) : await DrawDuties(http, null, draft.With(outcome), reading, frame, cancel);
    }
}
