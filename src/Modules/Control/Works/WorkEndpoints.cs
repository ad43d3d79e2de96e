using ElJournal.Control.Pages;
using ElJournal.Control.Works.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Works;

/// <summary>График контрольных работ (ВШК): who looks after courses sees theirs, the deputy plans, the director approves.</summary>
internal static partial class WorkEndpoints
{
    public const string Address = "/control/works";

    /// <summary>The schedule as a printed form: it is Reporting's.</summary>
    public const string Paper = "/print/works";

    private const string Kind = "control-works";

    public static IEndpointRouteBuilder MapControlWorks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("График контрольных работ");
        routes.MapGet(Address + "/print", Print).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("График контрольных работ: для печати");
        routes.MapPost(Address + "/approve", Approve).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("График контрольных работ: утвердить приказом");
        routes.MapGet(Address + "/new", New).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: внести в график, форма");
        routes.MapPost(Address + "/new", Plan).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: проверить ограничения и внести в график");
        routes.MapGet(Address + "/limits", Limits).Needs(Permission.PlanControlWorks).ShowsNoPersonalData().WithSummary("Контрольная работа: какие ограничения соблюдаются");
        routes.MapGet(Address + "/{work}", One).Needs(Permission.ReadControl).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: место, ограничения, итоги");
        routes.MapPost(Address + "/{work}/move", Move).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: перенести");
        routes.MapPost(Address + "/{work}/cancel", Cancel).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: снять с графика");
        routes.MapPost(Address + "/{work}/explain", Explain).Needs(Permission.PlanControlWorks).Reads(Kind, Purpose.Control).WithSummary("Контрольная работа: объяснить отклонение");
        return routes.MapControlWorkRules();
    }

    public static string Of(ControlWorkId work) => $"{Address}/{work}";

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? period, [FromQuery] string? level, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? subject,
        [FromQuery] string? only, WorkReading reading, PageFrame frame, CancellationToken cancel)
    {
        var book = await reading.Read(http.Actor()!, cancel);
        return await Draw(http, frame, book, book is null ? null : WorkLook.Of(book, period, Number(level), schoolClass, subject, only), null, null);
    }

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, WorkBook? book, WorkLook? look, ScheduleDraft? draft, string? refusal) => frame.Show<WorksPage>(http, WorkWords.All["title"], new()
    {
        [nameof(WorksPage.Book)] = book,
        [nameof(WorksPage.Look)] = look,
        [nameof(WorksPage.Draft)] = draft,
        [nameof(WorksPage.MayPlan)] = book is not null && MayPlanSomewhere(http, book),
        [nameof(WorksPage.MayApprove)] = book is not null && !http.Actor()!.ReadOnly && http.Actor()!.Grants.Allow(Permission.PlanControlWorks, Grant.WholeSchool, book.Facts.Today),
        [nameof(WorksPage.Refusal)] = refusal,
    }, ControlFrame.Status(refusal));

    private static async Task<IResult> Print(
        HttpContext http, [FromQuery] string? period, [FromQuery] string? level, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? subject,
        [FromQuery] string? only, WorkReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, cancel) is not { } book) return await frame.NotFound(http);
        return await frame.Show<WorksPrintPage>(http, WorkWords.All["title"], new()
        {
            [nameof(WorksPrintPage.Book)] = book,
            [nameof(WorksPrintPage.Look)] = WorkLook.Of(book, period, Number(level), schoolClass, subject, only),
        });
    }

    private static async Task<IResult> Approve(HttpContext http, [FromForm] IFormCollection form, WorkReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, cancel) is not { } book) return await frame.NotFound(http);
        var draft = ScheduleDraft.Read(form);
        var look = WorkLook.Of(book, form["period"], null, null, null, null);
        if (ControlFrame.ReadDay(draft.From) is not { } from || ControlFrame.ReadDay(draft.To) is not { } to || ControlFrame.ReadDay(draft.Date) is not { } date)
            return await Draw(http, frame, book, look, draft, WorkWords.All["no-day"]);
        var outcome = await desk.Send(new ApproveControlSchedule(Guid.NewGuid(), book.Year.Year, from, to, new WorkPaper(draft.Order, date)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, frame, book, look, draft, refusal.Text()) : TypedResults.LocalRedirect($"{Address}?period={look.Period}");
    }

    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;

    private static bool MayPlan(HttpContext http, WorkBook book, CourseId course) =>
        !http.Actor()!.ReadOnly && http.Actor()!.Grants.Allow(Permission.PlanControlWorks, Streams.Course(course), book.Facts.Today);

    private static bool MayPlanSomewhere(HttpContext http, WorkBook book) =>
        !http.Actor()!.ReadOnly && http.Actor()!.Grants.AllowSomewhere(Permission.PlanControlWorks, book.Facts.Today);
}

/// <summary>Утверждение as it stands in the form.</summary>
public sealed record ScheduleDraft(string Order, string Date, string From, string To)
{
    public static ScheduleDraft Read(IFormCollection form) =>
        new(form["order"].ToString().Trim(), form["date"].ToString(), form["from"].ToString(), form["to"].ToString());
}
