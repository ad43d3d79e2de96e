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

/// <summary>Регламент исправлений (D-13, Z-9): dated sets of the three zones, each on its local act.</summary>
internal static class CorrectionEndpoints
{
    public const string Address = GradingEndpoints.Address + "/corrections";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.CorrectionTexts", typeof(CorrectionEndpoints).Assembly));

    public static IEndpointRouteBuilder MapCorrectionRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Регламент исправлений");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Регламент исправлений: утвердить");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => Draw(http, store, frame, null, null, cancel);

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = CorrectionDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, draft, Words["no-day"], cancel);
        var outcome = await desk.Send(new SetCorrectionRules(Guid.NewGuid(), draft.Set(from)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(HttpContext http, IDocumentStore store, PageFrame frame, CorrectionDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        // What is laid down for a day to come is shown too: the next change is made to it.
        var standing = (await session.LoadAsync<CorrectionRules>(Streams.Corrections, cancel))?.Versions.LastOrDefault();
        // Regulations are not made for what has been entered already: the first is proposed from today as well.
        var from = PlanFrame.Iso(plan.Default);
        return await frame.Show<CorrectionRulesPage>(http, Words["title"], new()
        {
            [nameof(CorrectionRulesPage.Draft)] = typed ?? CorrectionDraft.Of(standing ?? CorrectionDraft.Usual(plan.Default, "", "", "", ""), from),
            [nameof(CorrectionRulesPage.Standing)] = standing,
            [nameof(CorrectionRulesPage.MayEdit)] = plan.MayEdit,
            [nameof(CorrectionRulesPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}
