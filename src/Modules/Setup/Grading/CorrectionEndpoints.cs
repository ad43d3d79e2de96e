using System.Resources;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Регламент исправлений (D-13, Z-9): dated sets of the three zones, each on its local act.</summary>
internal static class CorrectionEndpoints
{
    public const string Address = GradingEndpoints.Address + "/corrections";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.CorrectionTexts", typeof(CorrectionEndpoints).Assembly));

    public static IEndpointRouteBuilder MapCorrectionRules(this IEndpointRouteBuilder routes) => routes.MapRules<CorrectionDraft>(
        Address, "Регламент исправлений", Words, CorrectionDraft.Read, (draft, from) => new SetCorrectionRules(Guid.NewGuid(), draft.Set(from)), Draw);

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
