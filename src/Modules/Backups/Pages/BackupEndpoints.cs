using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Backups.Pages;

/// <summary>Резервные копии (D-3, A-8): whether the records are safe, and what to do where they are not.</summary>
public static class BackupEndpoints
{
    public const string Address = "/backups";

    public static IEndpointRouteBuilder MapBackups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.MakeArchive).ShowsNoPersonalData().WithSummary("Резервные копии: состояние");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, SafetyReading reading, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<BackupsPage>(
            http, BackupTexts.All["title"], new() { [nameof(BackupsPage.View)] = await reading.Of(http.Actor()!.School, cancel) }, StatusCodes.Status200OK);
}
