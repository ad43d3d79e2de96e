using System.Resources;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Правила проведения уроков (D-4, D-12): dated sets, each on its local act.</summary>
internal static class LessonLifeEndpoints
{
    public const string Address = GradingEndpoints.Address + "/lessons";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.LessonLifeTexts", typeof(LessonLifeEndpoints).Assembly));

    public static IEndpointRouteBuilder MapLessonLife(this IEndpointRouteBuilder routes) => routes.MapRules<LessonLifeDraft>(
        Address, "Правила проведения уроков", Words, LessonLifeDraft.Read, (draft, from) => new SetLessonLife(Guid.NewGuid(), draft.Set(from)), Draw);

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
