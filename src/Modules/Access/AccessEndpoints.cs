using ElJournal.Access.Consents;
using ElJournal.Access.Erasure;
using ElJournal.Access.FirstAdministrator;
using ElJournal.Access.KeptForms;
using ElJournal.Access.Losses;
using ElJournal.Access.Own;
using ElJournal.Access.People;
using ElJournal.Access.Reads;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Tokens;
using ElJournal.Access.Trainings;
using ElJournal.Access.Undertakings;
using ElJournal.Access.Viewing;
using ElJournal.Access.Welcome;
using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access;

/// <summary>Sign-in, sign-out, change of role and the first administrator. All forms are guarded against forgery.</summary>
public static class AccessEndpoints
{
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.SignIn, async (HttpContext http, PageFrame frame, [FromQuery(Name = AccessAddresses.Return)] string? back) =>
            http.Features.Get<SignedIn>() is null
                ? await SignIn(http, frame, null, null, back)
                : TypedResults.LocalRedirect(AccessAddresses.Local(back))).AllowAnonymous();

        routes.MapPost(AccessAddresses.SignIn, async (
            HttpContext http, Entrance entrance, Sessions sessions, PageFrame frame, [FromForm] string? login, [FromForm] string? password,
            [FromForm(Name = AccessAddresses.Return)] string? back) =>
        {
            var (outcome, person) = await entrance.Try(login, password, Caller.Named(http), http.RequestAborted);
            SignInLog.FirstStep(http, person);
            if (outcome.Refusal is { } refusal) return await SignIn(http, frame, login, refusal.Text(), back);
            if (http.Features.Get<SignedIn>() is { } former) await sessions.End(former.School, former.Account.Key, former.Session, http.RequestAborted);
            await http.SignInAsync(SignedIn.Scheme, person!);
            return TypedResults.LocalRedirect(AccessAddresses.Local(back));
        }).AllowAnonymous();

        routes.MapPost(AccessAddresses.SignOut, SignOut).RequireAuthorization().ShowsNoPersonalData().WhileUnfinished(Enum.GetValues<Unfinished>()).WithSummary("Выход");
        routes.MapPost(AccessAddresses.Role, ChangeRole).RequireAuthorization().ShowsNoPersonalData().WithSummary("Сменить роль на другую свою");

        routes.MapGet(AccessAddresses.Setup, async (HttpContext http, SetupCode code, PageFrame frame) =>
            code.IsAlive ? await Setup(http, frame, null, null) : TypedResults.NotFound()).AllowAnonymous();

        routes.MapPost(AccessAddresses.Setup, async (
            HttpContext http, FirstAccount first, PageFrame frame, [FromForm] string? code, [FromForm] string? login, [FromForm] string? password) =>
        {
            var outcome = await first.Open(code ?? "", login ?? "", password ?? "", http.RequestAborted);
            return outcome.Refusal is { } refusal
                ? await Setup(http, frame, login, refusal.Text())
                : TypedResults.LocalRedirect(AccessAddresses.SignIn);
        }).AllowAnonymous();
        routes.MapViewAs();
        routes.MapConsents();
        routes.MapErasures();
        routes.MapReads();
        return routes.MapWelcome().MapOwnAccount().MapSlips().MapLosses().MapUndertakings().MapRules().MapTokens().MapPeople().MapTrainings();
    }

    private static Task<IResult> SignIn(HttpContext http, PageFrame frame, string? login, string? refusal, string? back) =>
        frame.Show<SignInPage>(http, AccessTexts.Of("signin.title"), new()
        {
            [nameof(SignInPage.Login)] = login,
            [nameof(SignInPage.Refusal)] = refusal,
            [nameof(SignInPage.Return)] = AccessAddresses.Local(back),
            [nameof(SignInPage.Kept)] = http.Request.Cookies.ContainsKey(FormKeeper.Cookie),
        }, Status(refusal));

    private static Task<IResult> Setup(HttpContext http, PageFrame frame, string? login, string? refusal) =>
        frame.Show<SetupPage>(http, AccessTexts.Of("setup.title"), new()
        {
            [nameof(SetupPage.Login)] = login,
            [nameof(SetupPage.Refusal)] = refusal,
        }, Status(refusal));

    internal static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    /// <summary>The session ends in the database, so a copied cookie ends with it.</summary>
    private static async Task<RedirectHttpResult> SignOut(HttpContext http, Sessions sessions, [FromForm] string? _)
    {
        if (http.Features.Get<SignedIn>() is { } person) await sessions.End(person.School, person.Account.Key, person.Session, http.RequestAborted);
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
        await http.SignInAsync(SignedIn.Scheme, SignedIn.Principal(person.Account, person.School, role, person.Session));
        return TypedResults.LocalRedirect(AccessAddresses.Local(back));
    }
}
