using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Store.Examining;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Watching.Pages;

/// <summary>
/// <c>/health</c> for a program that watches: the list of findings as JSON, 200 when nothing is ill and 503 otherwise, and the first damaged place of the log.
/// Without a sign-in it answers only to the machine itself, directly: what came through a proxy is not taken for that.
/// </summary>
public static class HealthEndpoint
{
    public const string Address = "/health";

    /// <summary>What a proxy on the same machine adds to a request from elsewhere.</summary>
    private static readonly string[] MarksOfProxies = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Tell).AllowAnonymous().ShowsNoPersonalData().WithSummary("Состояние для программы наблюдения (JSON; 200 или 503)");
        return routes;
    }

    /// <summary>Whether the request was made on the server itself, under its local name.</summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)))
        && !Array.Exists(MarksOfProxies, http.Request.Headers.ContainsKey);

    private static async Task<IResult> Tell(HttpContext http, Examination examination, SchoolsHere here, LogChecks checks, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor();
        var mayVerify = actor?.Grants.AllowEver(Permission.VerifyLog, Grant.WholeSchool) is true;
        if (!mayVerify && !IsLocal(http)) return await frame.NotFound(http);
        // A person of one school is told of that one; the machine's own operator of all.
        SchoolId? only = mayVerify ? actor!.School : null;
        var findings = await examination.Run(only, cancel);
        var logs = new List<object>();
        foreach (var school in only is { } one ? [one] : await here.All(cancel))
        {
            if (await checks.Of(school, cancel) is { } watch) logs.Add(Told(school, watch));
        }
        var isWell = findings.All(f => f.Health is not Health.Ill);
        return TypedResults.Json(
            new { Well = isWell, Logs = logs, Checks = findings }, Readable, statusCode: isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static object Told(SchoolId school, LogWatch watch) => new
    {
        School = school.Value,
        CheckedAt = watch.Last.At,
        Intact = watch.Last.IsIntact,
        watch.Last.Found.Size,
        watch.Last.Found.Root,
        watch.Last.Found.Places,
        First = watch.Last.IsIntact ? null : new { watch.Last.Found.Damage, Year = watch.Last.Found.DamagedYear, watch.Last.Found.Index, watch.Last.Found.Seq },
    };
}
