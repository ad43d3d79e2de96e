using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ElJournal.Access.KeptForms;

/// <summary>Keeps and gives back forms whose session had ended when they were sent.</summary>
public sealed class FormKeeper(IDocumentStore store, IDataProtectionProvider protection, IOptions<AntiforgeryOptions> guard, TimeProvider clock)
{
    public const string Cookie = "eljournal-kept";

    /// <summary>What is never kept: secrets, and the guard of the former session.</summary>
    private static readonly string[] Secret = ["password", "code", "secret", "totp", "passphrase"];

    private readonly IDataProtector closing = protection.CreateProtector("ElJournal.KeptForms");

    /// <summary>Keeps the form of the request for its owner; answers the page to come back to, "/" when nothing can be kept.</summary>
    public async Task<string> Keep(HttpContext http, AccountId owner, SchoolId school)
    {
        var page = PageOf(http.Request);
        // Nothing is carried out with what is read here, so the wrong guard does no harm.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        if (!http.Request.HasFormContentType || await Read(http) is not { } form) return page;
        var fields = form.Where(field => field.Key != guard.Value.FormFieldName && !Secret.Any(word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        if (fields.Count == 0 || fields.Sum(field => field.Key.Length + field.Value.Length) > KeptForm.Largest) return page;

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession(school.Value);
        session.DeleteWhere<KeptForm>(old => old.Until < now);
        session.Store(new KeptForm(
            Hash(key), owner, page, closing.Protect(JsonSerializer.Serialize(new TypedForm(http.Request.Path, fields))), now + KeptForm.Lifetime));
        await session.SaveChangesAsync(http.RequestAborted);
        http.Response.Cookies.Append(Cookie, key, Options(http, KeptForm.Lifetime));
        return page;
    }

    /// <summary>The form that waits on this page for this person in this browser; asked for, it is gone.</summary>
    public async Task<TypedForm?> Take(HttpContext http, SignedIn person)
    {
        if (http.Request.Cookies[Cookie] is not { Length: 64 } key) return null;
        await using var session = store.LightweightSession(person.School.Value);
        var kept = await session.LoadAsync<KeptForm>(Hash(key), http.RequestAborted);
        if (kept is null || kept.Until < clock.GetUtcNow())
        {
            http.Response.Cookies.Delete(Cookie, Options(http, null));
            return null;
        }
        if (kept.Account != person.Account.Key || kept.Page != http.Request.Path + http.Request.QueryString) return null;
        session.Delete(kept);
        await session.SaveChangesAsync(http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        try
        {
            return JsonSerializer.Deserialize<TypedForm>(closing.Unprotect(kept.Fields));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A form beyond the limits of its address is not read to the end, and so not kept.</summary>
    private static async Task<IFormCollection?> Read(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception large) when (large is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The page the form stood on, by the browser's own word; it is only ever gone to, and only on this site.</summary>
    private static string PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? AccessAddresses.Local(page.PathAndQuery) : "/";

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static CookieOptions Options(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
