using ElJournal.Access.Tokens;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Rights;

/// <summary>
/// Refuses a change that another site could have caused. Wherever the browser says whence a request comes, an unsafe one must come from
/// here; under <c>/api</c> it must moreover carry a header that a foreign page cannot send without asking first. A form has its hidden
/// field besides. A request that shows a token has no cookie to misuse.
/// </summary>
public sealed class ForgeryGuard(RequestDelegate next)
{
    public const string Header = "X-ElJournal";

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return next(http);
        var program = request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        if (IsFromHere(request.Headers) && (!program || TokenHandler.IsShown(http) || request.Headers[Header] == "1")) return next(http);
        Refused.Forged(http);
        if (program) return TypedResults.Problem(Refusals.ForgedRequest(), statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsFromHere(IHeaderDictionary headers) => (string?)headers["Sec-Fetch-Site"] is null or "same-origin" or "none";

    /// <summary>The hidden field that a form on a page needs.</summary>
    public static RenderFragment Field(HttpContext http) => builder =>
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "hidden");
        builder.AddAttribute(2, "name", tokens.FormFieldName);
        builder.AddAttribute(3, "value", tokens.RequestToken);
        builder.CloseElement();
    };
}
