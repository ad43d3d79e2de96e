using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Ui;

/// <summary>How much may be sent to the site. A request is small; an address that takes a file says so.</summary>
public static class Uploads
{
    /// <summary>Of any request.</summary>
    public const int LongestRequest = 1024 * 1024;

    /// <summary>Of a file with its form.</summary>
    public const int LongestFile = 10 * 1024 * 1024;

    /// <summary>The address takes a file of up to 10 MB; what kind of file it is, the endpoint looks for itself.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(LongestFile + LongestRequest))
        .WithFormOptions(multipartBodyLengthLimit: LongestFile + LongestRequest);

    /// <summary>
    /// A request that says itself to be longer than its address takes is answered before it is read: a refusal deep inside a form would be
    /// told as a broken form. What is still on its way is let in and dropped, so that the browser gets to see the answer.
    /// </summary>
    public static Task RefuseTooLong(HttpContext http, RequestDelegate next)
    {
        var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength is not { } length || size?.MaxRequestBodySize is not { } most || length <= most) return next(http);
        if (!size.IsReadOnly) size.MaxRequestBodySize = null;
        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    /// <summary>Limits of forms that take no file.</summary>
    public static void Configure(FormOptions options)
    {
        options.ValueCountLimit = 2048;
        options.KeyLengthLimit = 256;
        options.ValueLengthLimit = 64 * 1024;
        options.MultipartBodyLengthLimit = LongestRequest;
        options.MultipartHeadersCountLimit = 8;
    }
}
