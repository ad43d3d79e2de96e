using ElJournal.Access.FirstAdministrator;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access;

/// <summary>What the sign-in page shows: the login as typed, why the last try was refused, where to go on.</summary>
public sealed record SignInForm(string? Login, string? Refusal, string Return);

/// <summary>What the page of the first administrator shows.</summary>
public sealed record SetupForm(string? Login, string? Refusal);

/// <summary>Draws the module's pages within the host's own frame.</summary>
public sealed record AccessPages(Func<HttpContext, SignInForm, IResult> SignIn, Func<HttpContext, SetupForm, IResult> Setup);

/// <summary>Sign-in, sign-out, change of role and the first administrator. All forms are guarded against forgery.</summary>
public static class AccessEndpoints
{
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes, AccessPages pages)
    {
        routes.MapGet(AccessAddresses.SignIn, (HttpContext http, [FromQuery(Name = AccessAddresses.Return)] string? back) =>
            http.Features.Get<SignedIn>() is null
                ? pages.SignIn(http, new SignInForm(null, null, AccessAddresses.Local(back)))
                : TypedResults.LocalRedirect(AccessAddresses.Local(back))).AllowAnonymous();

        routes.MapPost(AccessAddresses.SignIn, async (
            HttpContext http, Entrance entrance, [FromForm] string? login, [FromForm] string? password,
            [FromForm(Name = AccessAddresses.Return)] string? back) =>
        {
            var (outcome, person) = await entrance.Try(login, password, http.RequestAborted);
            if (outcome.Refusal is { } refusal)
            {
                http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return pages.SignIn(http, new SignInForm(login, refusal.Text(), AccessAddresses.Local(back)));
            }
            await http.SignInAsync(SignedIn.Scheme, person!);
            return TypedResults.LocalRedirect(AccessAddresses.Local(back));
        }).AllowAnonymous();

        routes.MapPost(AccessAddresses.SignOut, SignOut).RequireAuthorization();
        routes.MapPost(AccessAddresses.Role, ChangeRole).RequireAuthorization();

        routes.MapGet(AccessAddresses.Setup, (HttpContext http, SetupCode code) =>
            code.IsAlive ? pages.Setup(http, new SetupForm(null, null)) : TypedResults.NotFound()).AllowAnonymous();

        routes.MapPost(AccessAddresses.Setup, async (
            HttpContext http, FirstAccount first, [FromForm] string? code, [FromForm] string? login, [FromForm] string? password) =>
        {
            var outcome = await first.Open(code ?? "", login ?? "", password ?? "", http.RequestAborted);
            if (outcome.IsAccepted) return TypedResults.LocalRedirect(AccessAddresses.SignIn);
            http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return pages.Setup(http, new SetupForm(login, outcome.Refusal!.Text()));
        }).AllowAnonymous();
        return routes;
    }

    /// <summary>The session ends in the database, so a copied cookie ends with it.</summary>
    private static async Task<RedirectHttpResult> SignOut(HttpContext http, IDocumentStore store, [FromForm] string? _)
    {
        if (http.Features.Get<SignedIn>() is { } person)
        {
            await using var session = store.LightweightSession(person.School.Value);
            session.Delete<Session>(person.Session);
            await session.SaveChangesAsync(http.RequestAborted);
        }
        await http.SignOutAsync(SignedIn.Scheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return TypedResults.LocalRedirect(AccessAddresses.SignIn);
    }

    /// <summary>One role at a time: what is done is recorded under it.</summary>
    private static async Task<IResult> ChangeRole(
        HttpContext http, [FromForm] Role role, [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        var person = http.Features.Get<SignedIn>();
        if (person is null || !person.Account.Holds(role, person.Today)) return TypedResults.Forbid();
        await http.SignInAsync(SignedIn.Scheme, SignedIn.Principal(person.Account.Key, person.School, role, person.Session));
        return TypedResults.LocalRedirect(AccessAddresses.Local(back));
    }
}
