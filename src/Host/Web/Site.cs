using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ElJournal.Access;
using ElJournal.Access.Rights;
using ElJournal.Accounting.Api;
using ElJournal.Ui;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;
using Npgsql;

namespace ElJournal.Host.Web;

/// <summary>The web face of the program: order of the pipeline and all addresses.</summary>
internal static class Site
{
    private static readonly string[] Languages = ["ru-RU", "en-US"];

    public static void AddSite(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Cyrillic stays Cyrillic: readable sources and pages a third of the size.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddScoped<PageFrame, Framed>();
        services.AddSingleton<ChangeChoices>();
        services.AddOpenApi("v1");
        services.AddProblemDetails();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("ru-RU").AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            // What the person chose, else Russian; never the browser's guess.
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
    }

    public static void MapSite(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use(SafeHeaders);
        app.UseRequestLocalization();
        app.UseFaults();
        app.UseAccess();
        app.Use(async (http, next) =>
        {
            await http.RequestServices.GetRequiredService<Actors>().Find(http, http.RequestAborted);
            await next(http);
        });

        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/live", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/ready", Ready).AllowAnonymous();
        app.MapOpenApi().RequireAuthorization().WithSummary("Описание API");
        app.MapPost("/language", Language).AllowAnonymous();
        app.MapAccess();
        app.MapAccounting();
        app.MapPages();
        app.MapFallback((HttpContext http, PageFrame frame) => frame.NotFound(http)).AllowAnonymous();
    }

    /// <summary>Ready means: an event could be written now.</summary>
    private static async Task<IResult> Ready(NpgsqlDataSource database, CancellationToken cancel)
    {
        try
        {
            await using var command = database.CreateCommand("select count(*) from journal.mt_event_progression");
            command.CommandTimeout = 2;
            await command.ExecuteScalarAsync(cancel);
            return Results.Text("ok");
        }
        catch (NpgsqlException)
        {
            return Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Language(HttpContext http, [FromForm] string? culture, [FromForm(Name = "return")] string? back)
    {
        if (Languages.Contains(culture))
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(culture!))),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        }
        return Results.LocalRedirect(AccessAddresses.Local(back));
    }

    private static Task SafeHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        // Pages and answers hold personal data; only the program's own files may be kept.
        if (!http.Request.Path.StartsWithSegments("/_content")) headers.CacheControl = "no-store";
        return next(http);
    }
}
