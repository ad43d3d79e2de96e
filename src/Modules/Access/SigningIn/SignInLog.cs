using System.Security.Claims;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElJournal.Access.SigningIn;

/// <summary>What the program's own log says of ways in (ASVS 5.0 16.3.1): who by account, never what was typed.</summary>
internal static partial class SignInLog
{
    /// <param name="person">Null when it was refused: whose login was typed is not told, since it may be a password in the wrong field.</param>
    public static void FirstStep(HttpContext http, ClaimsPrincipal? person)
    {
        if (person?.Identity?.Name is { } account) OfEntry(Log(http), account);
        else OfRefusal(Log(http));
    }

    public static void SecondStep(HttpContext http, AccountId account, bool passed)
    {
        if (passed) OfCode(Log(http), account.Value);
        else OfWrongCode(Log(http), account.Value);
    }

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ElJournal.Access.SigningIn");

    [LoggerMessage(1605, LogLevel.Information, "{Account} signed in by password or slip.")]
    private static partial void OfEntry(ILogger logger, string account);

    [LoggerMessage(1606, LogLevel.Information, "A sign-in was refused.")]
    private static partial void OfRefusal(ILogger logger);

    [LoggerMessage(1607, LogLevel.Information, "{Account} passed the second step.")]
    private static partial void OfCode(ILogger logger, string account);

    [LoggerMessage(1608, LogLevel.Information, "A code of {Account} was refused.")]
    private static partial void OfWrongCode(ILogger logger, string account);
}
