using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.People;

/// <summary>Сотрудники (Z-5.5, D-10.3): the list, somebody new, the card with positions, absences, charges and dismissal.</summary>
internal static class StaffEndpoints
{
    public const string Staff = "/school/staff";
    private const string Card = Staff + "/{staff}";

    public static string Of(StaffId staff) => $"{Staff}/{staff}";

    public static IEndpointRouteBuilder MapStaff(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Staff, (HttpContext http, [FromQuery] string? gone, StaffReading reading, PageFrame frame, CancellationToken cancel) =>
            List(http, gone is not null, Draft.Empty, reading, frame, cancel)).Needs(Permission.ReadSchool).Reads("staff", Purpose.Register).WithSummary("Сотрудники: список");
        routes.MapPost(Staff, Hire).Needs(Permission.SetUpSchool).Reads("staff", Purpose.Register).WithSummary("Принять сотрудника");
        routes.MapGet(Card, (HttpContext http, string staff, StaffReading reading, PageFrame frame, CancellationToken cancel) => Draw(http, staff, reading, frame, Draft.Empty, cancel))
            .Needs(Permission.SetUpSchool).Reads("staff-card", Purpose.Register).WithSummary("Карточка сотрудника");
        Do("card", "Уточнить данные сотрудника", (staff, draft) => new(new ChangeStaffCard(draft.Command(), staff, CardFields.Of(draft))));
        Do("position", "Назначить на должность", (staff, draft) => Dated(draft, true, from =>
            new AssignPosition(draft.Command(), staff, draft.Text("position"), draft.Text("second").Length > 0, from, draft.Order())));
        Do("position-end", "Освободить от должности", (staff, draft) => Dated(draft, true, from => new EndPosition(draft.Command(), staff, draft.Text("position"), from, draft.Order())));
        Do("absence", "Записать отсутствие", (staff, draft) => Dated(draft, false, from =>
            new RecordStaffAbsence(draft.Command(), staff, from, draft.Date("to") ?? from, draft.Text("cause"))));
        Do("absence-cancel", "Отменить отсутствие", (staff, draft) => Dated(draft, false, from => new CancelStaffAbsence(draft.Command(), staff, from)));
        Do("supervision", "Поручить параллели и предметы", (staff, draft) => Dated(draft, true, from => new AssignSupervision(
            draft.Command(), staff, [.. Numbers(draft)], draft.IdsOf<SubjectId>("subject"), from, draft.Date("to"), draft.Order())));
        Do("dismiss", "Уволить", (staff, draft) => Dated(draft, true, from => new DismissStaff(draft.Command(), staff, from, draft.Order())));
        return routes;

        void Do(string act, string summary, Func<StaffId, Draft, Asked> command) =>
            routes.MapPost($"{Card}/{act}", async (
                HttpContext http, string staff, [FromForm] IFormCollection form, StaffReading reading, PageFrame frame, Desk desk, CancellationToken cancel) =>
            {
                if (!Id.IsValid(staff)) return await frame.NotFound(http);
                var draft = new Draft(act, form);
                var asked = command(new StaffId(staff), draft);
                var outcome = asked.Refused ?? await desk.Send(asked.Command!, http.Actor()!, cancel);
                return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(new StaffId(staff)) + "?done") : await Draw(http, staff, reading, frame, draft.With(outcome), cancel);
            }).Needs(Permission.SetUpSchool).Reads("staff-card", Purpose.Register).WithSummary(summary);
    }

    private static async Task<IResult> List(HttpContext http, bool gone, Draft draft, StaffReading reading, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<StaffListPage>(http, PeopleWords.All["staff.title"], new()
        {
            [nameof(StaffListPage.Lines)] = await reading.List(http.Actor()!.School, gone, cancel),
            [nameof(StaffListPage.Gone)] = gone,
            [nameof(StaffListPage.Draft)] = draft,
            [nameof(StaffListPage.Day)] = await reading.Day(http.Actor()!.School, cancel),
            [nameof(StaffListPage.MayWrite)] = http.Actor()!.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool),
        }, draft.Status);

    private static async Task<IResult> Hire(
        HttpContext http, [FromForm] IFormCollection form, StaffReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("hire", form);
        var staff = draft.IdOf<StaffId>("staff") ?? Id.New<StaffId>();
        var position = draft.Text("position").Trim();
        var outcome = draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is null ? Outcome.Refused(Refusals.OrderIsMissing)
            : position.Length is 0 or > AssignPositionHandler.LongestPosition ? Outcome.Refused(Refusals.PositionIsEmptyOrLong, AssignPositionHandler.LongestPosition)
            : await desk.Send(new HireStaff(draft.Command(), staff, CardFields.Of(draft), from), http.Actor()!, cancel);
        if (outcome.IsAccepted)
            outcome = await desk.Send(new AssignPosition(DerivedId.Command("position", draft.Command().ToString()), staff, position, false, draft.Date("from")!.Value, draft.Order()), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(staff)) : await List(http, false, draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> Draw(HttpContext http, string staff, StaffReading reading, PageFrame frame, Draft draft, CancellationToken cancel)
    {
        if (!Id.IsValid(staff) || await reading.Of(http.Actor()!.School, new StaffId(staff), cancel) is not { } view) return await frame.NotFound(http);
        http.Shows(Streams.Staff(view.Staff.Staff));
        return await frame.Show<StaffPage>(http, view.Name, new()
        {
            [nameof(StaffPage.View)] = view,
            [nameof(StaffPage.Draft)] = draft,
            [nameof(StaffPage.Done)] = http.Request.Query.ContainsKey("done"),
        }, draft.Status);
    }

    private static Asked Dated(Draft draft, bool ordered, Func<DateOnly, ICommand> command) =>
        draft.Date("from") is not { } from ? new(null, Outcome.Refused(Refusals.DayIsMissing))
        : ordered && draft.Order() is null ? new(null, Outcome.Refused(Refusals.OrderIsMissing))
        : new(command(from));

    private static IEnumerable<int> Numbers(Draft draft) => draft.Form is null ? [] : draft.Form["level"].Select(l => int.TryParse(l, out var level) ? level : 0).Distinct();
}
