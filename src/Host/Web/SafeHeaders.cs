using System.Security.Cryptography;
using ElJournal.Ui;

namespace ElJournal.Host.Web;

/// <summary>
/// What every answer tells the browser: only scripts that this very answer names by its nonce, nothing inline, nothing from elsewhere,
/// in nobody's frame, nothing kept (docs/adr/0009).
/// </summary>
internal static class SafeHeaders
{
    private const string Policy = "default-src 'none'; script-src 'nonce-{0}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types eljournal-worker";

    private const string OfflineWorker = "/_content/ElJournal.Accounting/offline-worker.js";

    private const string Unused = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    public static Task Set(HttpContext http, RequestDelegate next)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Features.Set(new ScriptNonce(nonce));
        // At the last moment: an answer that is begun anew after a fault loses the headers it had.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = string.Format(null, Policy, nonce);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Unused;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            // It keeps pages of the whole site, not only those under its own folder (docs/adr/0014).
            if (http.Request.Path == OfflineWorker) headers["Service-Worker-Allowed"] = "/";
            // Pages and answers hold personal data; only the program's own files may be kept.
            if (!http.Request.Path.StartsWithSegments("/_content")) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
