using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Правила проведения уроков (D-4, D-12): dated sets, each on its local act.</summary>
internal static class LessonLifeEndpoints
{
    public const string Address = GradingEndpoints.Address + "/lessons";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.LessonLifeTexts", typeof(LessonLifeEndpoints).Assembly));

    public static IEndpointRouteBuilder MapLessonLife(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Правила проведения уроков");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Правила проведения уроков: утвердить");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => Draw(http, store, frame, null, null, cancel);

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = LessonLifeDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, draft, Words["no-day"], cancel);
        var outcome = await desk.Send(new SetLessonLife(Guid.NewGuid(), draft.Set(from)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(HttpContext http, IDocumentStore store, PageFrame frame, LessonLifeDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var standing = (await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel))?.Versions.LastOrDefault();
        var from = standing is null && plan.Year is { } year ? year.From : plan.Default;
        return await frame.Show<LessonLifePage>(http, Words["title"], new()
        {
            [nameof(LessonLifePage.Draft)] = typed ?? LessonLifeDraft.Of(standing ?? LessonLifeDraft.Usual(from, ""), PlanFrame.Iso(from)),
            [nameof(LessonLifePage.Standing)] = standing,
            [nameof(LessonLifePage.MayEdit)] = plan.MayEdit,
            [nameof(LessonLifePage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}
