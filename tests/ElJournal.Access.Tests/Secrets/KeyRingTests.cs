using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ElJournal.Access.Accounts;
using ElJournal.Access.Secrets;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Secrets;

public sealed class KeyRingTests(AccessDatabase database)
{
    private const string Password = "сиреневый туман над рекой";

    [Fact]
    public async Task Two_nodes_with_one_certificate_read_each_others_cookies()
    {
        await using var first = await database.Start(Map);
        await using var second = await database.StartNode(first.School, Map);
        await Open(first);
        using var visitor = new Visitor(first);
        await visitor.SignIn("sokolova", Password);

        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = second.Address };
        there.DefaultRequestHeaders.Add("Cookie", "eljournal=" + visitor.Cookies.Single(c => c.Name == "eljournal").Value);
        (await there.GetStringAsync("/who")).ShouldBe("a-sokolova");

        await visitor.Post("/sign-out");
        (await there.GetAsync("/who")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, "signed out on the other node");
    }

    [Fact]
    public async Task A_node_without_the_certificate_does_not_start_and_says_what_to_do()
    {
        await using var first = await database.Start(Map);
        await Open(first);
        using var visitor = new Visitor(first);
        await visitor.SignIn("sokolova", Password);

        var told = await Should.ThrowAsync<ProtectionCertificateMissing>(() => database.StartNode(first.School, Map, certificate: false));
        told.Message.ShouldContain("Скопируйте файл protection.pem");
    }

    [Fact]
    public async Task The_database_holds_no_key_in_the_open()
    {
        await using var program = await database.Start(Map);
        await Open(program);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);

        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var rows = await owner.CreateCommand("select xml from access.protection_key").ExecuteReaderAsync();
        var keys = new List<string>();
        while (await rows.ReadAsync()) keys.Add(rows.GetString(0));
        keys.ShouldNotBeEmpty();
        foreach (var key in keys)
        {
            key.ShouldNotContain("masterKey");
            var cms = new EnvelopedCms();
            cms.Decode(Convert.FromBase64String(System.Xml.Linq.XElement.Parse(key).Descendants("wrapped").Single().Value));
            cms.ContentEncryptionAlgorithm.Oid.Value.ShouldBe("2.16.840.1.101.3.4.1.42", "AES-256");
            cms.RecipientInfos[0].KeyEncryptionAlgorithm.Oid.Value.ShouldBe("1.2.840.113549.1.1.7", "RSA-OAEP, never PKCS#1 v1.5");
        }
    }

    [Fact]
    public void A_newer_certificate_takes_over_and_the_former_still_opens()
    {
        var folder = Directory.CreateTempSubdirectory("eljournal-certificate-");
        var clock = new Clock();
        var certificate = new ProtectionCertificate(
            new DataFolder(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [DataFolder.Setting] = folder.FullName }).Build()), clock);
        var former = certificate.Wrap([1, 2, 3]);
        var file = Path.Combine(folder.FullName, ProtectionCertificate.FileName);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.Move(file, Path.Combine(folder.FullName, "protection-2026.pem"));
        certificate.Unwrap(former).ShouldBe([1, 2, 3]);
        var kept = certificate.All.ShouldHaveSingleItem().SerialNumber;

        var aside = Path.Combine(folder.FullName, "aside");
        File.Move(Path.Combine(folder.FullName, "protection-2026.pem"), aside);
        clock.Now += TimeSpan.FromDays(1);
        var newer = certificate.Wrap([4]);
        Should.Throw<ProtectionCertificateMissing>(() => certificate.Unwrap(former)).Message.ShouldContain(kept);
        File.Move(aside, Path.Combine(folder.FullName, "protection-2026.pem"));
        certificate.Unwrap(former).ShouldBe([1, 2, 3]);
        certificate.All[0].SerialNumber.ShouldNotBe(kept, "the newer one wraps");
        certificate.Unwrap(newer).ShouldBe([4]);
        folder.Delete(recursive: true);
    }

    private static async Task Open(Program program)
    {
        var hash = program.Services.GetRequiredService<Passwords>().Hash(Password);
        (await program.Send(new OpenAccount(Guid.NewGuid(), new AccountId("a-sokolova"), "sokolova", hash, null, [Role.Teacher]))).IsAccepted.ShouldBeTrue();
    }

    private static void Map(WebApplication app)
    {
        Visitor.MapToken(app);
        app.MapGet("/who", (HttpContext http) => http.Features.Get<SignedIn>()!.Account.Key.Value);
    }
}
