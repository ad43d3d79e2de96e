using ElJournal.Access.KeptForms;
using ElJournal.Access.Rights;
using ElJournal.Access.Tokens;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.SigningIn;

/// <summary>The cookie of a session: closed to scripts and to other sites, tied to the host where the connection allows.</summary>
internal static class SessionCookie
{
    private const string Name = "eljournal";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new HostBound();
        // A request that shows a token is the token's alone: the cookie beside it is not looked at.
        options.ForwardDefaultSelector = http => TokenHandler.IsShown(http) ? TokenHandler.Name : null;
        // When a session is over is asked of the database; the cookie only has to outlive it.
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.LoginPath = AccessAddresses.SignIn;
        options.ReturnUrlParameter = AccessAddresses.Return;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = Unknown;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            Refused.Right(context.HttpContext, context.HttpContext.Features.Get<SignedIn>()?.Account.Key);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var (signedIn, session) = await SignedIn.Load(
            context.Principal!, http.RequestServices.GetRequiredService<IDocumentStore>(),
            http.RequestServices.GetRequiredService<TimeProvider>(), http.RequestAborted);
        if (signedIn is null)
        {
            context.RejectPrincipal();
            // What a page asks for by itself must not take the cookie away: the form that the person sends next says by it whose it is.
            if (http.Request.Headers["Sec-Fetch-Mode"] is not [{ Length: > 0 } mode] || mode == "navigate") await http.SignOutAsync(SignedIn.Scheme);
            return;
        }
        http.Features.Set(signedIn);
        await http.RequestServices.GetRequiredService<Sessions>().Seen(signedIn.School, session!, http.RequestAborted);
    }

    /// <summary>A person is sent to sign in, and what a form had brought is kept until then; a program is told that it has to.</summary>
    private static async Task Unknown(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (http, request) = (context.HttpContext, context.Request);
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (HttpMethods.IsGet(request.Method)) context.Response.Redirect(context.RedirectUri);
        else if (FormerOwner(context) is var (owner, school))
        {
            var page = await http.RequestServices.GetRequiredService<FormKeeper>().Keep(http, owner, school);
            context.Response.Redirect($"{AccessAddresses.SignIn}?{AccessAddresses.Return}={Uri.EscapeDataString(page)}");
        }
        else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    /// <summary>Whose session it was that has ended: the cookie is our own and closed to others, however old.</summary>
    private static (AccountId Owner, SchoolId School)? FormerOwner(RedirectContext<CookieAuthenticationOptions> context) =>
        context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!) is { } cookie
        && context.Options.TicketDataFormat.Unprotect(cookie) is { } ticket ? SignedIn.OwnerOf(ticket.Principal) : null;

    /// <summary><c>__Host-</c> is honoured by browsers on https only; on a plain local address the name goes without it.</summary>
    private sealed class HostBound : ICookieManager
    {
        private readonly ChunkingCookieManager cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Named(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            cookies.AppendResponseCookie(context, Named(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            cookies.DeleteCookie(context, Named(context, key), options);

        private static string Named(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
    }
}
