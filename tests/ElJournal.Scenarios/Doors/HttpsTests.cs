using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElJournal.Testing;
using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>Over https, with a certificate made for the test: the cookie is bound to the host and the browser is told to stay on https.</summary>
public sealed class HttpsTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _school = await TestSchool.Start(builder => builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))));
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task The_session_cookie_is_bound_to_the_host_and_the_browser_stays_on_https()
    {
        _school.Address.ShouldStartWith("https://");
        var jar = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = jar,
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        })
        { BaseAddress = new Uri(_school.Address) };
        var page = await http.GetStringAsync("/sign-in", Cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["login"] = "teacher",
            ["password"] = TestSchool.Password,
            ["__RequestVerificationToken"] = Visit.TokenIn(page),
        });
        using var answer = await http.PostAsync("/sign-in", form, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-eljournal=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var part in (string[])["; secure", "; httponly", "; path=/", "; samesite=lax"]) session.ShouldContain(part);
        session.ShouldNotContain("domain=");
        answer.Headers.GetValues("Set-Cookie").ShouldNotContain(c => c.StartsWith("eljournal=", StringComparison.Ordinal));
        foreach (var cookie in answer.Headers.GetValues("Set-Cookie").Select(c => c.ToLowerInvariant()))
            foreach (var part in (string[])["; secure", "; httponly", "; samesite="]) cookie.ShouldContain(part);
        foreach (var cookie in jar.GetAllCookies().Cast<Cookie>()) cookie.Secure.ShouldBeTrue(cookie.Name);

        using var home = await http.GetAsync("/", Cancel);
        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        home.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000; includeSubDomains");
    }
}
