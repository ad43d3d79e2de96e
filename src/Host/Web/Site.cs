using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ElJournal.Access;
using ElJournal.Access.Rights;
using ElJournal.Accounting.Api;
using ElJournal.Backups.Pages;
using ElJournal.Control.Pages;
using ElJournal.Host.Web.FromArchive;
using ElJournal.Integrity.Archives.Pages;
using ElJournal.Integrity.Custody.Pages;
using ElJournal.Integrity.Watching.Pages;
using ElJournal.Integrity.Witnessing;
using ElJournal.Reporting.Pages;
using ElJournal.Setup.Pages;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
        services.AddSingleton<ArchivedJournals>();
        services.AddOpenApi("v1");
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = Uploads.LongestRequest;
            options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            options.Limits.MaxRequestHeaderCount = 64;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<FormOptions>(Uploads.Configure);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.MaxDepth = 16;
            options.SerializerOptions.AllowDuplicateProperties = false;
        });
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
        app.Use(SafeHeaders.Set);
        app.UseRequestLocalization();
        app.UseFaults();
        app.Use(Uploads.RefuseTooLong);
        app.UseAccess();
        app.Use(async (http, next) =>
        {
            await http.RequestServices.GetRequiredService<Actors>().Find(http, http.RequestAborted);
            await next(http);
        });

        app.MapStaticAssets().AllowAnonymous();
        var routes = new BuiltOnce(app);
        routes.MapGet("/live", () => Results.Text("ok")).AllowAnonymous();
        routes.MapGet("/ready", Ready).AllowAnonymous();
        routes.MapOpenApi().RequireAuthorization().ShowsNoPersonalData().WithSummary("Описание API");
        routes.MapPost("/language", Language).AllowAnonymous();
        routes.MapAccess();
        routes.MapSetup();
        routes.MapAccounting();
        routes.MapControl();
        routes.MapReporting();
        routes.MapArchives();
        routes.MapCustody();
        routes.MapFromArchive();
        routes.MapStatus();
        routes.MapWitness();
        routes.MapBackups();
        routes.MapPages();
        routes.MapFallback(Nothing).AllowAnonymous();
        routes.Map();
    }

    /// <summary>Nothing is here; or there is, under <c>/api</c>, but it takes JSON and was sent something else.</summary>
    private static Task<IResult> Nothing(HttpContext http, PageFrame frame) =>
        http.Request.Path.StartsWithSegments("/api") && HttpMethods.IsPost(http.Request.Method) && !http.Request.HasJsonContentType()
            ? Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType))
            : frame.NotFound(http);

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
}
