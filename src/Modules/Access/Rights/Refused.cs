using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElJournal.Access.Rights;

/// <summary>
/// What the program's own log says of requests that were turned away (ASVS 5.0, 16.3): which address by its pattern, who by account.
/// Never what was typed, nor the address as it came: it may hold a name.
/// </summary>
internal static partial class Refused
{
    public static void Forged(HttpContext http) => OfForgery(Log(http), Address(http));

    public static void Flood(HttpContext http) => OfFlood(Log(http), Address(http));

    public static void Token(HttpContext http, bool tooOften) => OfToken(Log(http), Address(http), tooOften ? "too often" : "not honoured");

    /// <summary>Known, but without the right.</summary>
    public static void Right(HttpContext http, AccountId? account) => OfRight(Log(http), Address(http), account?.Value ?? "-");

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ElJournal.Access.Refused");

    private static string Address(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";

    [LoggerMessage(1601, LogLevel.Information, "A request to {Address} was refused as forged.")]
    private static partial void OfForgery(ILogger logger, string address);

    [LoggerMessage(1602, LogLevel.Information, "A request to {Address} was refused: too many from one address.")]
    private static partial void OfFlood(ILogger logger, string address);

    [LoggerMessage(1603, LogLevel.Information, "A token for {Address} was refused: {Why}.")]
    private static partial void OfToken(ILogger logger, string address, string why);

    [LoggerMessage(1604, LogLevel.Information, "A request to {Address} by {Account} was refused: no right.")]
    private static partial void OfRight(ILogger logger, string address, string account);
}
