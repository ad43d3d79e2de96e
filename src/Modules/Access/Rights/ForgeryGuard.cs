using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Rights;

/// <summary>
/// Refuses a change under <c>/api</c> that another site could have caused: it must carry a header that a foreign page cannot send
/// without asking first, and, where the browser says whence it comes, come from here.
/// </summary>
public sealed class ForgeryGuard(RequestDelegate next)
{
    public const string Header = "X-ElJournal";

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (safe || !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || IsOurs(request.Headers)) return next(http);
        return TypedResults.Problem(Refusals.ForgedRequest(), statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
    }

    private static bool IsOurs(IHeaderDictionary headers) =>
        headers[Header] == "1" && (string?)headers["Sec-Fetch-Site"] is null or "same-origin" or "none";

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
