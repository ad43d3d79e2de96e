using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Rights;

/// <summary>
/// Защита от потока запросов: whoever is not signed in shares a bucket with the address. It is generous, because a whole school sits
/// behind one address; guesses at one account are counted elsewhere, in the database.
/// </summary>
internal static class FloodLimit
{
    /// <summary>Setting: requests a minute of everybody at one address who is not signed in.</summary>
    public const string Setting = "ElJournal:AnonymousRequestsPerMinute";

    private const int Usual = 1200;

    public static IServiceCollection AddFloodLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            Refused.Flood(context.HttpContext);
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        {
            // The program's own files and the questions of a load balancer cost nothing.
            if (http.User.Identity?.IsAuthenticated == true || http.Request.Path.StartsWithSegments("/_content")
                || http.Request.Path == "/live" || http.Request.Path == "/ready") return RateLimitPartition.GetNoLimiter("");
            var limit = http.RequestServices.GetRequiredService<IConfiguration>().GetValue<int?>(Setting) ?? Usual;
            return RateLimitPartition.GetTokenBucketLimiter(Neighbourhood(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limit,
                TokensPerPeriod = Math.Max(1, limit / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = true,
            });
        });
    });

    /// <summary>One subscriber has a whole /64 of IPv6 addresses.</summary>
    private static string Neighbourhood(IPAddress? address) => address switch
    {
        null => "?",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };
}
