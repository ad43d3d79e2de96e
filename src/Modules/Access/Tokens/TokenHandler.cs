using System.Security.Claims;
using System.Text.Encodings.Web;
using ElJournal.Access.Rights;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ElJournal.Access.Tokens;

/// <summary>
/// Signs a program in by its token: in the header <c>Authorization: Bearer</c> and nowhere else, under <c>/api</c> and nowhere else.
/// A cookie that comes with it is not looked at.
/// </summary>
public sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenDoor door)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "token";

    private const string Bearer = "Bearer ";

    private int? retryAfter;

    /// <summary>A request that shows a token, whatever it is worth.</summary>
    public static bool IsShown(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && http.Request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var entry = await door.Open(Request.Headers.Authorization.ToString()[Bearer.Length..].Trim(), Context.RequestAborted);
        retryAfter = entry.RetryAfter;
        if (entry.Bearer is not { } bearer) return AuthenticateResult.Fail("The token is not honoured.");
        Context.Features.Set(bearer);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, bearer.Token.Account.Value)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>One answer for an unknown, an expired and a revoked token.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Refused.Token(Context, tooOften: retryAfter is not null);
        if (retryAfter is { } seconds)
        {
            Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Tell(StatusCodes.Status429TooManyRequests, "token.too_many");
        }
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer error=\"invalid_token\"");
        return Tell(StatusCodes.Status401Unauthorized, "token.refused");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Refused.Right(Context, Context.Features.Get<TokenBearer>()?.Token.Account);
        return Tell(StatusCodes.Status403Forbidden, "token.forbidden");
    }

    private Task Tell(int status, string text) => TypedResults.Problem(
        AccessTexts.Of(text), statusCode: status, type: "urn:eljournal:" + text.Replace('.', '-').Replace('_', '-')).ExecuteAsync(Context);
}
