using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ElJournal.Accounting;
using ElJournal.Integrity.Witnessing;
using ElJournal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>What another site could make a signed-in browser send: refused, and nothing is stored.</summary>
public sealed class ForgeryTests(ForgeryTests.Place place) : IClassFixture<ForgeryTests.Place>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_on_another_site_is_refused_even_with_a_right_guard(string site)
    {
        var address = "/lessons/" + place.Lesson;
        using var teacher = await Visit.SignIn(place.School, "teacher", Cancel);
        var guard = Visit.TokenIn(await teacher.GetStringAsync(address, Cancel));
        teacher.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["homework"] = "§ 1", ["seen.homework"] = "0", ["__RequestVerificationToken"] = guard });
        (await teacher.PostAsync(address, form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await place.Stored()).ShouldBe(0);
    }

    [Fact]
    public async Task Every_form_of_the_site_wants_its_guard()
    {
        using var admin = await Visit.SignIn(place.School, "admin", Cancel);
        var forms = place.School.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && !e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal)
                // The witness serves programs, which come without a session: nothing is done in anybody's name.
                && e.RoutePattern.RawText != WitnessEndpoint.Address)
            .Select(e => e.RoutePattern.RawText!).ToList();
        forms.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var form in forms)
        {
            var address = form.Replace("{course}/{date}/{slot}", place.Lesson.ToString(), StringComparison.Ordinal);
            address = System.Text.RegularExpressions.Regex.Replace(address, @"\{\w+:guid\}", Guid.Empty.ToString());
            address = System.Text.RegularExpressions.Regex.Replace(address, @"\{\w+\}", "x");
            using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["x"] = "1" });
            using var answer = await admin.PostAsync(address, body, Cancel);
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.Forbidden], address);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Json_is_taken_as_json_only(string? type)
    {
        using var teacher = await Visit.SignIn(place.School, "teacher", Cancel);
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(
            $$"""{"entries":[{"id":"{{Guid.NewGuid()}}","lesson":"{{place.Lesson}}","pupil":"{{place.Pupil}}","value":"5","seen":0}]}"""));
        if (type is not null) body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await teacher.PostAsync("/api/v1/journal/cells", body, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await place.Stored()).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_header_of_our_script_nothing_is_entered()
    {
        using var teacher = await Visit.SignIn(place.School, "teacher", Cancel);
        teacher.DefaultRequestHeaders.Remove("X-ElJournal");
        using var body = new StringContent($$"""{"entries":[]}""", Encoding.UTF8, "application/json");
        (await teacher.PostAsync("/api/v1/journal/cells", body, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Signing_out_clears_what_the_browser_kept()
    {
        using var teacher = await Visit.SignIn(place.School, "teacher", Cancel);
        var guard = Visit.TokenIn(await teacher.GetStringAsync("/", Cancel));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = guard });
        using var answer = await teacher.PostAsync("/sign-out", form, Cancel);
        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\", \"storage\"");
        (await teacher.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("teacher", "/")]
    [InlineData("teacher", "/journal/algebra-8b")]
    [InlineData("teacher", "/journal/none")]
    [InlineData("teacher", "/api/v1/journal/algebra-8b")]
    [InlineData("teacher", "/changes")]
    [InlineData("deputy", "/changes.csv")]
    [InlineData("", "/sign-in")]
    [InlineData("", "/api/v1/changes")]
    [InlineData("", "/live")]
    public async Task Every_answer_carries_its_policy_and_is_not_kept(string login, string address)
    {
        using var http = login.Length > 0 ? await Visit.SignIn(place.School, login, Cancel) : Visit.Stranger(new Uri(place.School.Address));
        using var answer = await http.GetAsync(address, Cancel);
        string Header(string name) => string.Join(", ", answer.Headers.GetValues(name));
        var policy = Header("Content-Security-Policy");
        policy.ShouldContain("default-src 'none'; script-src 'nonce-");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("trusted-types eljournal-worker");
        policy.ShouldNotContain("unsafe");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Referrer-Policy").ShouldBe("same-origin");
        Header("Permissions-Policy").ShouldContain("camera=()");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_nonce_serves_once()
    {
        using var http = Visit.Stranger(new Uri(place.School.Address));
        var seen = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await http.GetAsync("/sign-in", Cancel);
            seen.Add(answer.Headers.GetValues("Content-Security-Policy").Single()).ShouldBeTrue();
        }
    }

    /// <summary>A school in which nothing is ever recorded.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        internal LessonId Lesson { get; private set; } = null!;

        internal string Pupil { get; private set; } = "";

        internal Task<long> Stored() => School.AsOwner<long>("select count(*) from journal.mt_events where stream_id like 'lesson/%'");

        public async ValueTask InitializeAsync()
        {
            School = await TestSchool.Start();
            (Lesson, var pupils) = await School.TodaysLesson();
            Pupil = pupils[0].Value;
        }

        public ValueTask DisposeAsync() => School.DisposeAsync();
    }
}
