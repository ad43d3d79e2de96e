using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.SigningIn;

/// <summary>Whence a sign-in comes: for the owner's list of sessions, and for the limit of one address.</summary>
/// <param name="DeviceKey">From the browser's own cookie; empty at its first visit.</param>
public sealed record Caller(string Address, string Device, string DeviceKey)
{
    private const string Cookie = "eljournal-device";

    public static readonly Caller Unknown = new("", "", "");

    public static Caller Of(HttpContext http) => new(
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString() : http.Connection.RemoteIpAddress?.ToString() ?? "",
        DeviceWords.Of(http.Request.Headers.UserAgent.ToString()),
        http.Request.Cookies[Cookie] is { Length: 32 } key ? key : "");

    /// <summary>The same with a name for the browser, which it is given to keep.</summary>
    public static Caller Named(HttpContext http)
    {
        var caller = Of(http);
        if (caller.DeviceKey.Length > 0) return caller;
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(Cookie, key, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            IsEssential = true,
        });
        return caller with { DeviceKey = key };
    }

    /// <summary>Never prints the address: this record may meet a log.</summary>
    public override string ToString() => "Caller";
}

/// <summary>What a browser calls itself, in two words that its owner knows.</summary>
public static class DeviceWords
{
    /// <summary>The first sign that is found decides: every browser also claims to be those before it.</summary>
    private static readonly (string Sign, string Word)[] Browsers =
    [
        ("YaBrowser/", "Яндекс Браузер"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Word)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Firefox, Android</summary>
    public static string Of(string agent) => string.Join(", ", new[] { First(Browsers, agent), First(Systems, agent) }.OfType<string>());

    private static string? First((string Sign, string Word)[] signs, string agent) =>
        signs.FirstOrDefault(sign => agent.Contains(sign.Sign, StringComparison.Ordinal)).Word;
}
