using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Undertakings;

/// <summary>Обязательства (Z-19): who has signed, who has not; the text and its next version.</summary>
internal static class UndertakingEndpoints
{
    public static IEndpointRouteBuilder MapUndertakings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Undertakings, (HttpContext http, PageFrame frame, IDocumentStore store, AccessPeople people) =>
            Show(http, frame, store, people, null, null, null)).Needs(Permission.ReadUndertakings).Reads("undertakings", Purpose.Oversight).WithSummary("Обязательства: кто подписал");
        routes.MapPost(AccessAddresses.Undertakings, Set).Needs(Permission.ManageAccounts).Reads("undertakings", Purpose.Oversight).WithSummary("Обязательство: новый текст");
        return routes;
    }

    private static async Task<IResult> Set(
        HttpContext http, PageFrame frame, IDocumentStore store, AccessPeople people, Desk desk, [FromForm] string? text, [FromForm] string? act)
    {
        var outcome = await desk.Send(new SetUndertaking(Guid.NewGuid(), text ?? "", act ?? ""), http.Actor()!, http.RequestAborted);
        return outcome.Refusal is { } refusal
            ? await Show(http, frame, store, people, text, act, refusal.Text())
            : TypedResults.LocalRedirect(AccessAddresses.Undertakings);
    }

    private static async Task<IResult> Show(
        HttpContext http, PageFrame frame, IDocumentStore store, AccessPeople people, string? text, string? act, string? refusal)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var undertaking = await session.LoadAsync<Undertaking>(AccessStreams.Undertaking, http.RequestAborted);
        var everybody = (await people.Everybody(actor.School, http.RequestAborted)).Where(p => p.Status is AccountStatus.Active or AccountStatus.Invited).ToList();
        var version = undertaking?.Current.Version ?? 0;
        return await frame.Show<UndertakingsPage>(http, AccessTexts.Of("undertakings.title"), new()
        {
            [nameof(UndertakingsPage.Current)] = undertaking?.Current,
            [nameof(UndertakingsPage.Signed)] = everybody.Where(p => version > 0 && p.Account.SignedVersion == version).ToList(),
            [nameof(UndertakingsPage.Missing)] = everybody.Where(p => version == 0 || p.Account.SignedVersion < version).ToList(),
            [nameof(UndertakingsPage.Text)] = text ?? undertaking?.Current.Text ?? AccessTexts.Of("undertaking.draft"),
            [nameof(UndertakingsPage.Act)] = act ?? undertaking?.Current.Act,
            [nameof(UndertakingsPage.MaySet)] = actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool),
            [nameof(UndertakingsPage.Refusal)] = refusal,
        }, AccessEndpoints.Status(refusal));
    }
}
