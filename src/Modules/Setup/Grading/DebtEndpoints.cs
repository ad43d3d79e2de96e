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

/// <summary>Порядок ликвидации академической задолженности (273-ФЗ, ст. 58): dated sets, each on its local act.</summary>
internal static class DebtEndpoints
{
    public const string Address = GradingEndpoints.Address + "/debts";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.DebtTexts", typeof(DebtEndpoints).Assembly));

    public static IEndpointRouteBuilder MapDebtRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Порядок ликвидации задолженности");
        routes.MapPost(Address, Save).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Порядок ликвидации задолженности: утвердить");
        return routes;
    }

    private static Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => Draw(http, store, frame, null, null, cancel);

    private static async Task<IResult> Save(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = DebtDraft.Read(form);
        if (PlanFrame.ReadDay(draft.From) is not { } from) return await Draw(http, store, frame, draft, Words["no-day"], cancel);
        var outcome = await desk.Send(new SetDebtRules(Guid.NewGuid(), draft.Set(from)), http.Actor()!, cancel);
        return outcome.Refusal is { } refusal ? await Draw(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(Address);
    }

    private static async Task<IResult> Draw(HttpContext http, IDocumentStore store, PageFrame frame, DebtDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var standing = (await session.LoadAsync<DebtRules>(Streams.DebtRules, cancel))?.Versions.LastOrDefault();
        var from = standing is null && plan.Year is { } year ? year.From : plan.Default;
        return await frame.Show<DebtRulesPage>(http, Words["title"], new()
        {
            [nameof(DebtRulesPage.Draft)] = typed ?? DebtDraft.Of(standing, from),
            [nameof(DebtRulesPage.Standing)] = standing,
            [nameof(DebtRulesPage.MayEdit)] = plan.MayEdit,
            [nameof(DebtRulesPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}
