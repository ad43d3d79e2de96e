using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Exports;

/// <summary>Выгрузки (D-22.6): choose rows and columns, take the file, keep the choice under a name.</summary>
internal static class ExportEndpoints
{
    public const string Address = ReportWords.Home + "/export";

    public const string File = Address + "/file";

    private const string Kind = "export";

    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Выгрузки: выбор таблицы и столбцов");
        routes.MapPost(Address, Act).Needs(Permission.ReadJournal).ShowsNoPersonalData().WithSummary("Выгрузки: сохранить или удалить шаблон");
        routes.MapPost(File, DownloadForm).Needs(Permission.ReadJournal).Reads(Kind, Purpose.Control).WithSummary("Выгрузка файлом, по форме");
        routes.MapGet(File, Download).Needs(Permission.ReadJournal).Reads(Kind, Purpose.Control).WithSummary("Выгрузка файлом");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, ExportDesk desk, PageFrame frame, CancellationToken cancel) =>
        Draw(http, ExportWish.Read(name => http.Request.Query[name]), desk, frame, null, null, http.Request.Query["saved"], cancel);

    private static async Task<IResult> Draw(HttpContext http, ExportWish wish, ExportDesk desk, PageFrame frame, string? typed, string? refusal, string? saved, CancellationToken cancel)
    {
        var form = await desk.Form(http.Actor()!, wish, cancel);
        return await frame.Show<ExportPage>(http, ExportWords.All["title"], new()
        {
            [nameof(ExportPage.Wish)] = wish,
            [nameof(ExportPage.Area)] = form?.Area,
            [nameof(ExportPage.Choices)] = form?.Choices,
            [nameof(ExportPage.Templates)] = form?.Templates ?? [],
            [nameof(ExportPage.Typed)] = typed,
            [nameof(ExportPage.Refusal)] = refusal,
            [nameof(ExportPage.Saved)] = form?.Templates.Any(t => t.Name == saved) == true ? saved : null,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Act(HttpContext http, [FromForm] IFormCollection form, ExportDesk exports, Desk desk, PageFrame frame, CancellationToken cancel)
    {
        var (wish, actor, name) = (ExportWish.Read(field => form[field]), http.Actor()!, form["name"].ToString());
        var id = Guid.TryParse(form["form"], out var given) ? given : Guid.NewGuid();
        ICommand command = form["do"] == "drop"
            ? new DropExportTemplate(id, actor.Account, name)
            : new SaveExportTemplate(id, actor.Account, name, wish.Table, wish.Columns, wish.Format, wish.Separator);
        var outcome = await desk.Send(command, actor, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, wish, exports, frame, name, refusal.Text(), null, cancel)
            : TypedResults.LocalRedirect(Address + wish + (form["do"] == "drop" ? "" : "&saved=" + Uri.EscapeDataString(name.Trim())));
    }

    private static IResult Download(HttpContext http, ExportDesk desk) => Of(http, ExportWish.Read(name => http.Request.Query[name]), desk);

    private static IResult DownloadForm(HttpContext http, [FromForm] IFormCollection form, ExportDesk desk) => Of(http, ExportWish.Read(name => form[name]), desk);

    private static IResult Of(HttpContext http, ExportWish wish, ExportDesk desk)
    {
        var actor = http.Actor()!;
        return TypedResults.Stream(to => desk.Write(actor, wish, to, http.RequestAborted), ExportFiles.TypeOf(wish.Format), $"{wish.Table}.{wish.Format}");
    }
}
