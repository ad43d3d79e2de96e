using System.Resources;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>Порядок учёта документов об отсутствии: dated sets, each on its local act.</summary>
internal static class AbsenceEndpoints
{
    public const string Address = GradingEndpoints.Address + "/absences";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Grading.AbsenceTexts", typeof(AbsenceEndpoints).Assembly));

    public static IEndpointRouteBuilder MapAbsenceRules(this IEndpointRouteBuilder routes) => routes.MapRules<AbsenceDraft>(
        Address, "Порядок учёта документов об отсутствии", Words, AbsenceDraft.Read, (draft, from) => new SetAbsenceRules(Guid.NewGuid(), draft.Set(from)), Draw);

    private static async Task<IResult> Draw(HttpContext http, IDocumentStore store, PageFrame frame, AbsenceDraft? typed, string? refusal, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var plan = await PlanFrame.Of(http, session, cancel);
        var standing = (await session.LoadAsync<AbsenceRules>(Streams.Absences, cancel))?.Versions.LastOrDefault();
        var codes = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.Versions.LastOrDefault()?.Attendance ?? [];
        var from = standing is null && plan.Year is { } year ? year.From : plan.Default;
        return await frame.Show<AbsenceRulesPage>(http, Words["title"], new()
        {
            [nameof(AbsenceRulesPage.Draft)] = typed ?? AbsenceDraft.Of(standing ?? AbsenceDraft.Usual(from, codes, ""), PlanFrame.Iso(from)),
            [nameof(AbsenceRulesPage.Standing)] = standing,
            [nameof(AbsenceRulesPage.Codes)] = codes.Where(c => c.Missed).ToList(),
            [nameof(AbsenceRulesPage.MayEdit)] = plan.MayEdit,
            [nameof(AbsenceRulesPage.Refusal)] = refusal,
        }, PlanFrame.Status(refusal));
    }
}
