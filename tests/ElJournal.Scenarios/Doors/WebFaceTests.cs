using System.Net;
using System.Text.Json.Nodes;
using ElJournal.Testing;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>What the site says of itself, and to whom.</summary>
public sealed class WebFaceTests(WebFaceTests.Place place) : IClassFixture<WebFaceTests.Place>
{
    private readonly TestSchool _school = place.School;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "/sign-in", "text/html; charset=utf-8")]
    [InlineData("teacher", "/", "text/html; charset=utf-8")]
    [InlineData("teacher", "/api/v1/journal/algebra-8b", "application/json; charset=utf-8")]
    [InlineData("teacher", "/api/v1/journal/none", "application/problem+json")]
    [InlineData("deputy", "/changes.csv", "text/csv; charset=utf-8")]
    [InlineData("", "/_content/ElJournal.Accounting/journal.js", "text/javascript")]
    [InlineData("", "/_content/ElJournal.Ui/app.css", "text/css")]
    [InlineData("", "/live", "text/plain; charset=utf-8")]
    public async Task Every_answer_says_truly_what_it_is(string login, string address, string type)
    {
        using var http = login.Length > 0 ? await Visit.SignIn(_school, login, Cancel) : Visit.Stranger(new Uri(_school.Address));
        using var answer = await http.GetAsync(address, Cancel);
        answer.Content.Headers.ContentType!.ToString().ShouldBe(type);
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/sign-in")]
    public async Task Odd_methods_are_not_served(string method, string address)
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Add("X-Echo", "echo-me");
        using var answer = await http.SendAsync(request, Cancel);
        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(302);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("echo-me");
    }

    [Fact]
    public async Task The_description_of_the_api_is_for_those_inside_and_folders_are_listed_to_nobody()
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        (await http.GetAsync("/openapi/v1.json", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await http.GetStringAsync("/live", Cancel)).ShouldBe("ok");
        (await http.GetStringAsync("/ready", Cancel)).ShouldBe("ok");
        foreach (var folder in (string[])["/_content/", "/_content/ElJournal.Ui/", "/.git/config", "/protection.pem", "/appsettings.json"])
            (await http.GetAsync(folder, Cancel)).StatusCode.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.Redirect], folder);
    }

    [Theory]
    [InlineData("/test/fault", "text/html")]
    [InlineData("/api/test/fault", "application/json")]
    public async Task A_fault_tells_its_number_and_nothing_else_and_keeps_the_policy(string address, string accept)
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        http.DefaultRequestHeaders.Add("Accept", accept);
        using var answer = await http.GetAsync(address, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        foreach (var inner in (string[])["10.0.0.7", "secret", "InvalidOperation", "   at "]) text.ShouldNotContain(inner);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'nonce-");
    }

    [Fact]
    public async Task What_was_turned_away_is_in_the_log_without_what_was_typed()
    {
        await using var school = await TestSchool.Start();
        using var teacher = await Visit.SignIn(school, "teacher", Cancel);
        await teacher.GetAsync("/changes?pupil=Канарейкина", Cancel);
        teacher.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["homework"] = "Канарейкина" });
        await teacher.PostAsync("/lessons/algebra-8b/2026-11-24/1", form, Cancel);
        await Should.ThrowAsync<InvalidOperationException>(() => Visit.SignIn(new Uri(school.Address), "Канарейкина", "canary", Cancel));
        using var program = Visit.Stranger(new Uri(school.Address));
        program.DefaultRequestHeaders.Add("Authorization", "Bearer elj_canary");
        await program.GetAsync("/api/v1/changes", Cancel);
        // Written at the latest when the program stops.
        await school.App.StopAsync(Cancel);

        var lines = Directory.GetFiles(Path.Combine(school.Settings.DataDirectory, "logs")).SelectMany(Read).ToList();
        var said = lines.Select(line => JsonNode.Parse(line)!["@mt"]?.ToString() ?? "").ToList();
        said.ShouldContain(text => text.Contains("no right", StringComparison.Ordinal));
        said.ShouldContain(text => text.Contains("refused as forged", StringComparison.Ordinal));
        said.ShouldContain(text => text.StartsWith("A token for", StringComparison.Ordinal));
        said.ShouldContain("{Account} signed in by password or slip.");
        said.ShouldContain("A sign-in was refused.");
        foreach (var line in lines)
        {
            line.ShouldNotContain("Канарейкина");
            line.ShouldNotContain("%D0%9A");
            line.ShouldNotContain("canary");
        }

        static IEnumerable<string> Read(string file)
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>One school for all, with two addresses that only fail.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            School = await TestSchool.Start();
            foreach (var address in (string[])["/test/fault", "/api/test/fault"])
                School.App.MapGet(address, string () => throw new InvalidOperationException("Host=10.0.0.7;Password=secret")).AllowAnonymous();
        }

        public ValueTask DisposeAsync() => School.DisposeAsync();
    }
}
