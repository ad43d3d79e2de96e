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
        // When a session is over is asked of the database; the cookie only has to outlive it.
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.LoginPath = AccessAddresses.SignIn;
        options.ReturnUrlParameter = AccessAddresses.Return;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = Unknown;
        options.Events.OnRedirectToAccessDenied = context =>
        {
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
            await http.SignOutAsync(SignedIn.Scheme);
            return;
        }
        http.Features.Set(signedIn);
        await http.RequestServices.GetRequiredService<Sessions>().Seen(signedIn.School, session!, http.RequestAborted);
    }

    /// <summary>A person is sent to sign in; a program is told that it has to.</summary>
    private static Task Unknown(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || !HttpMethods.IsGet(context.Request.Method))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

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
