using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Viewing;

/// <summary>
/// While an administrator looks through somebody else's eyes: the actor of the request is read-only and has the other's role and
/// rights, every change is refused, and so are the pages about one's own account, which would be the administrator's or, worse, show
/// the other's secrets. After the time is up the preview ends and is recorded as ended.
/// </summary>
public sealed class ViewAsGuard(RequestDelegate next)
{
    /// <summary>The page's own ways out, which change nothing of the journal.</summary>
    private static readonly string[] Open = [AccessAddresses.ViewAsEnd, AccessAddresses.SignOut, "/language"];

    public async Task InvokeAsync(HttpContext http, Actors actors, GrantSource grants, IDocumentStore store, Desk desk, TimeProvider clock)
    {
        if (http.Features.Get<SignedIn>() is { Role: Role.Administrator } person && await Read(store, person, http.RequestAborted) is { } viewing)
        {
            var own = await actors.Current(http, http.RequestAborted);
            if (viewing.Until <= clock.GetUtcNow() || http.Request.Path == AccessAddresses.SignOut || await Seen(store, person, viewing) is not { } account)
            {
                await desk.Send(new EndViewAs(Guid.NewGuid(), viewing.Seen), own, http.RequestAborted);
            }
            else
            {
                http.Features.Set(viewing);
                http.SetActor(own with
                {
                    Role = viewing.Role,
                    Grants = await grants.Of(account, viewing.Role, person.School, person.Today, http.RequestAborted),
                    OnBehalfOf = viewing.Seen,
                    ReadOnly = true,
                });
                if (Refusal(http.Request) is { } refusal)
                {
                    await (await Told(http, refusal)).ExecuteAsync(http);
                    return;
                }
            }
        }
        await next(http);
    }

    private static string? Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !Open.Contains(request.Path.Value))
            return Outcome.Refused(Store.Refusals.OnlyLooking).Refusal!.Text();
        return request.Path.StartsWithSegments(AccessAddresses.Account) ? AccessTexts.Of("viewas.own") : null;
    }

    private static async Task<IResult> Told(HttpContext http, string refusal) => http.Request.Path.StartsWithSegments("/api")
        ? TypedResults.Problem(refusal, statusCode: StatusCodes.Status403Forbidden)
        : await http.RequestServices.GetRequiredService<PageFrame>().Show<Problem>(http, UiTexts.All["problem.refused.title"], new()
        {
            [nameof(Problem.Kind)] = "refused",
            [nameof(Problem.Text)] = refusal,
        }, StatusCodes.Status403Forbidden);

    private static async Task<Viewing?> Read(IDocumentStore store, SignedIn person, CancellationToken cancel)
    {
        await using var session = store.QuerySession(person.School.Value);
        return await session.LoadAsync<Viewing>(person.Session, cancel);
    }

    /// <summary>Null when the account may no longer be seen: suspended, or without the role since.</summary>
    private static async Task<Accounts.Account?> Seen(IDocumentStore store, SignedIn person, Viewing viewing)
    {
        await using var session = store.QuerySession(person.School.Value);
        var account = await session.LoadAsync<Accounts.Account>(AccountStream.Of(viewing.Seen));
        return account is { Suspended: false } && account.Holds(viewing.Role, person.Today) ? account : null;
    }
}
