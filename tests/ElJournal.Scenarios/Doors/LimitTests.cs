using System.Net;
using System.Text;
using ElJournal.Testing;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>How much may be sent at once, and how often by somebody unknown.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start(builder => builder.Configuration["ElJournal:AnonymousRequestsPerMinute"] = "60");
        // Addresses for the test alone: one that takes a file and one that says nothing about it.
        _school.App.MapPost("/test/file", Length).TakesFile().AllowAnonymous().DisableAntiforgery();
        _school.App.MapPost("/test/plain", Length).AllowAnonymous().DisableAntiforgery();

        static string Length(IFormFile file) => $"{file.Length}";
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_file_of_ten_megabytes_goes_where_files_are_taken_and_nowhere_else()
    {
        (await Send("/test/file", Uploads.LongestFile)).ShouldBe(HttpStatusCode.OK);
        (await Send("/test/file", Uploads.LongestFile + (2 * Uploads.LongestRequest))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Send("/test/plain", 1000)).ShouldBe(HttpStatusCode.OK);
        (await Send("/test/plain", 2 * Uploads.LongestRequest)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_large_body_a_deep_one_and_a_doubled_property_are_refused()
    {
        using var teacher = await Visit.SignIn(_school, "teacher", Cancel);
        (await Json(new string(' ', Uploads.LongestRequest) + "{}")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Json(string.Concat(Enumerable.Repeat("{\"entries\":[", 30)))).ShouldBe(HttpStatusCode.BadRequest);
        (await Json("{\"entries\":[],\"entries\":[]}")).ShouldBe(HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> Json(string text)
        {
            using var body = new StringContent(text, Encoding.UTF8, "application/json");
            return (await teacher.PostAsync("/api/v1/journal/cells", body, Cancel)).StatusCode;
        }
    }

    [Fact]
    public async Task Long_headers_and_a_form_of_thousands_of_fields_are_refused()
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live");
        request.Headers.Add("X-Long", new string('x', 20_000));
        (await http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);

        var guard = Visit.TokenIn(await http.GetStringAsync("/sign-in", Cancel));
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, 3000).Select(i => KeyValuePair.Create($"f{i}", "1")).Append(KeyValuePair.Create("__RequestVerificationToken", guard)));
        (await http.PostAsync("/sign-in", form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_flood_from_one_address_is_turned_away_and_those_who_are_signed_in_work_on()
    {
        using var teacher = await Visit.SignIn(_school, "teacher", Cancel);
        using var stranger = Visit.Stranger(new Uri(_school.Address));
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 120; i++) answers.Add(await stranger.GetAsync("/sign-in", Cancel));
        var turnedAway = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        turnedAway.Count.ShouldBeGreaterThan(20);
        turnedAway[0].Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await teacher.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync("/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK, "whoever watches over the server is not turned away");
        foreach (var answer in answers) answer.Dispose();
    }

    private async Task<HttpStatusCode> Send(string address, int length)
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[length]), "file", "scan.pdf" } };
        return (await http.PostAsync(address, form, Cancel)).StatusCode;
    }
}
