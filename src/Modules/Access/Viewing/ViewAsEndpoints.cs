using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Viewing;

/// <summary>Глазами другого: choose an account, say why, look, and come back.</summary>
public static class ViewAsEndpoints
{
    /// <summary>More accounts than this are not listed at once; a name narrows them.</summary>
    private const int Most = 50;

    public static void MapViewAs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.ViewAs, async (HttpContext http, PageFrame frame, IDocumentStore store, [FromServices] AccountNames names, string? q, string? account) =>
            await Show(http, frame, store, names, q, account, null, null))
            .Needs(Permission.ManageAccounts).WithSummary("Глазами другого: выбор учётной записи").Reads("view-as", Purpose.Oversight);

        routes.MapPost(AccessAddresses.ViewAs, async (
            HttpContext http, PageFrame frame, IDocumentStore store, [FromServices] AccountNames names, Desk desk,
            [FromForm] string? account, [FromForm] string? role, [FromForm] string? reason) =>
        {
            var outcome = Id.IsValid(account) && Enum.TryParse<Role>(role, out var chosen)
                ? await desk.Send(new StartViewAs(Guid.NewGuid(), new AccountId(account), chosen, new Opening(reason?.Trim() ?? "")), http.Actor()!, http.RequestAborted)
                : Outcome.Refused(Refusals.AccountIsUnknown);
            return outcome.Refusal is { } refusal
                ? await Show(http, frame, store, names, null, account, reason, refusal.Text())
                : TypedResults.LocalRedirect("/");
        }).Needs(Permission.ManageAccounts).WithSummary("Глазами другого: начать просмотр").Reads("view-as", Purpose.Oversight);

        // The viewer acts with the other's rights just now, so no need is named: only one's own preview can be ended.
        routes.MapPost(AccessAddresses.ViewAsEnd, async (HttpContext http, Desk desk, Rights.GrantSource grants, [FromForm] string? _) =>
        {
            if (http.Features.Get<SignedIn>() is not { } person || http.Features.Get<Viewing>() is not { } viewing) return TypedResults.LocalRedirect("/");
            var own = http.Actor()! with
            {
                Role = person.Role,
                Grants = await grants.Of(person.Account, person.Role, person.School, person.Today, http.RequestAborted),
                OnBehalfOf = null,
                ReadOnly = false,
            };
            await desk.Send(new EndViewAs(Guid.NewGuid(), viewing.Seen), own, http.RequestAborted);
            return TypedResults.LocalRedirect(AccessAddresses.ViewAs);
        }).RequireAuthorization().WithSummary("Глазами другого: закончить просмотр").ShowsNoPersonalData();
    }

    private static async Task<IResult> Show(
        HttpContext http, PageFrame frame, IDocumentStore store, AccountNames names, string? search, string? account, string? reason, string? refusal)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var today = http.Features.Get<SignedIn>()!.Today;
        var accounts = await session.Query<Account>().ToListAsync(http.RequestAborted);
        var called = await names(actor.School, [.. accounts.Select(a => a.Key)], http.RequestAborted);
        var all = accounts.Where(a => !a.Suspended)
            .Select(a => new Eyes(a.Key, called.GetValueOrDefault(a.Key, a.Key.Value), [.. a.RolesOn(today)]))
            .Where(e => e.Roles.Count > 0 && !e.Roles.Any(r => r is Role.Administrator or Role.Director))
            .OrderBy(e => e.Name, StringComparer.CurrentCulture).ToList();
        var found = all.Where(e => Plain(e.Name).Contains(Plain(search ?? ""), StringComparison.Ordinal)).ToList();
        return await frame.Show<ViewAsPage>(http, AccessTexts.Of("viewas.title"), new()
        {
            [nameof(ViewAsPage.Found)] = found.Take(Most).ToList(),
            [nameof(ViewAsPage.Total)] = found.Count,
            [nameof(ViewAsPage.Search)] = search,
            [nameof(ViewAsPage.Chosen)] = all.FirstOrDefault(e => e.Account.Value == account),
            [nameof(ViewAsPage.Reason)] = reason,
            [nameof(ViewAsPage.Refusal)] = refusal,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');
}

/// <summary>Somebody whose view can be taken.</summary>
public sealed record Eyes(AccountId Account, string Name, IReadOnlyList<Role> Roles);
