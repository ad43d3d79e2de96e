using Microsoft.AspNetCore.Builder;
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
