using System.Resources;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Порядок ликвидации академической задолженности (273-ФЗ, ст. 58): dated sets, each on its local act.</summary>
internal static class DebtEndpoints
{
    public const string Address = GradingEndpoints.Address + "/debts";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.DebtTexts", typeof(DebtEndpoints).Assembly));

    public static IEndpointRouteBuilder MapDebtRules(this IEndpointRouteBuilder routes) => routes.MapRules<DebtDraft>(
        Address, "Порядок ликвидации задолженности", Words, DebtDraft.Read, (draft, from) => new SetDebtRules(Guid.NewGuid(), draft.Set(from)), Draw);

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
