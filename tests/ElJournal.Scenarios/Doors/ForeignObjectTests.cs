using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ElJournal.Accounting;
using ElJournal.Setup;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>A teacher who changes ids in addresses, bodies and exports gets nothing that is not theirs, and cannot say who or when they are.</summary>
public sealed class ForeignObjectTests : IAsyncLifetime
{
    private const string Foreign = "istoriya-8b";

    private TestSchool _school = null!;
    private HttpClient _teacher = null!;
    private LessonId _own = null!;
    private string _pupil = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        _teacher = await Visit.SignIn(_school, "teacher");
        (_own, var pupils) = await _school.TodaysLesson();
        _pupil = pupils[0].Value;
    }

    public async ValueTask DisposeAsync()
    {
        _teacher.Dispose();
        await _school.DisposeAsync();
    }

    [Theory]
    [InlineData("/journal/{0}")]
    [InlineData("/lessons/{0}/2026-11-24/1")]
    [InlineData("/api/v1/journal/{0}")]
    [InlineData("/api/v1/journal/history?lesson={0}/2026-11-24/1&field=topic")]
    public async Task A_foreign_journal_is_answered_like_one_that_does_not_exist(string address)
    {
        (await _school.AsOwner<long>($"select count(*) from journal.mt_doc_coursecard where id = 'course/{Foreign}'")).ShouldBe(1);
        using var foreign = await Ask(string.Format(null, address, Foreign));
        using var missing = await Ask(string.Format(null, address, "istoriya-99z"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Bare(await foreign.Content.ReadAsStringAsync(Cancel)).ShouldBe(Bare(await missing.Content.ReadAsStringAsync(Cancel)));

        static string Bare(string body) => System.Text.RegularExpressions.Regex.Replace(
            body.Replace(Foreign, "X", StringComparison.Ordinal).Replace("istoriya-99z", "X", StringComparison.Ordinal),
            "value=\"[^\"]{40,}\"|\"traceId\":\"[^\"]+\"", "");
    }

    [Theory]
    [InlineData("/changes")]
    [InlineData("/changes.csv")]
    [InlineData("/api/v1/changes")]
    public async Task The_schools_register_and_its_export_are_closed_to_a_teacher(string address)
    {
        using var answer = await Ask(address);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("8 «Б»");
    }

    [Theory]
    [InlineData("course/istoriya-8b")]
    [InlineData("another-school/algebra-8b")]
    public async Task An_entry_in_a_foreign_lesson_is_refused_and_tells_nothing(string course)
    {
        var lesson = $"{course.Split('/')[1]}/{_own.Date:yyyy-MM-dd}/1";
        using var answer = await _teacher.PostAsJsonAsync("/api/v1/journal/cells", new
        {
            entries = new[] { new { id = Guid.NewGuid(), lesson = course.StartsWith("course", StringComparison.Ordinal) ? lesson : $"{course}/x", pupil = _pupil, value = "5", seen = 0 } },
        }, Cancel);
        var result = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["results"]![0]!;
        result["status"]!.ToString().ShouldBe("refused");
        result["current"].ShouldBeNull();
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where stream_id like 'lesson/%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_says_in_a_body_who_they_are_or_when_it_is()
    {
        var id = Guid.NewGuid();
        using var body = new StringContent($$"""
            {"actor":"sample-director","account":"sample-director","school":"other","tenant":"other","entries":[
              {"id":"{{id}}","lesson":"{{_own}}","pupil":"{{_pupil}}","value":"5","seen":0,"account":"sample-director","authorId":"sample-director","role":"director",
               "channel":"cli","school":"other","at":"2020-01-01T00:00:00Z","timestamp":"2020-01-01T00:00:00Z","version":77}]}
            """, Encoding.UTF8, "application/json");
        body.Headers.Add("X-Forwarded-User", "sample-director");
        using var answer = await _teacher.PostAsync("/api/v1/journal/cells", body, Cancel);
        answer.EnsureSuccessStatusCode();
        (await _school.AsOwner<string>($"""
            select concat_ws(' ', tenant_id, user_name, headers ->> 'role', headers ->> 'channel', version, timestamp > now() - interval '5 minutes')
            from journal.mt_events where id = '{id}'
            """)).ShouldBe($"{TestSchool.School} sample-teacher teacher web 1 t");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_foreign_page_cannot_make_the_browser_enter_a_grade(string type)
    {
        using var http = await Visit.SignIn(_school, "teacher", Cancel);
        http.DefaultRequestHeaders.Remove("X-ElJournal");
        using var body = new StringContent(
            $$"""{"entries":[{"id":"{{Guid.NewGuid()}}","lesson":"{{_own}}","pupil":"{{_pupil}}","value":"5","seen":0}]}""", Encoding.UTF8, type);
        using var answer = await http.PostAsync("/api/v1/journal/cells", body, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where stream_id like 'lesson/%'")).ShouldBe(0);
    }

    private Task<HttpResponseMessage> Ask(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (!address.StartsWith("/api", StringComparison.Ordinal)) request.Headers.Add("Accept", "text/html");
        return _teacher.SendAsync(request, Cancel);
    }
}
