using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Schools;

/// <summary>Карточка школы: where a school begins.</summary>
internal static class SchoolEndpoints
{
    public const string Card = "/school/card";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Schools.SchoolTexts", typeof(SchoolEndpoints).Assembly));

    public static IEndpointRouteBuilder MapSchoolCard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Card, Show).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Карточка школы");
        routes.MapPost(Card, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Карточка школы: завести или изменить");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, [FromQuery] bool? saved, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        var card = await Load(http, store, cancel);
        return await Draw(http, frame, card, card?.Name, card?.TimeZone, null, saved == true);
    }

    private static async Task<IResult> Save(HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (actor, name, zone) = (http.Actor()!, form["name"].ToString().Trim(), form["zone"].ToString());
        var card = await Load(http, store, cancel);
        var outcome = await desk.Send(
            card is null ? new FoundSchool(Guid.NewGuid(), actor.School, name, zone) : new ChangeSchoolCard(Guid.NewGuid(), actor.School, name, zone), actor, cancel);
        return outcome.Refusal is { } refusal
            ? await Draw(http, frame, card, name, zone, refusal.Text(), false)
            : TypedResults.LocalRedirect(Card + "?saved=true");
    }

    private static async Task<SchoolCard?> Load(HttpContext http, IDocumentStore store, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<SchoolCard>(Streams.School(school), cancel);
    }

    private static Task<IResult> Draw(HttpContext http, PageFrame frame, SchoolCard? card, string? name, string? zone, string? refusal, bool saved) =>
        frame.Show<SchoolCardPage>(http, Words["title"], new()
        {
            [nameof(SchoolCardPage.IsFounded)] = card is not null,
            [nameof(SchoolCardPage.Name)] = name,
            [nameof(SchoolCardPage.TimeZone)] = zone,
            [nameof(SchoolCardPage.Refusal)] = refusal,
            [nameof(SchoolCardPage.Saved)] = saved,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
