using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>The administrator looks through a teacher's eyes: the teacher's rights, nothing written, everything recorded, over in half an hour.</summary>
public sealed partial class ViewAsTests : IAsyncLifetime
{
    private readonly Clock _clock = new();
    private TestSchool _school = null!;
    private HttpClient _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Journal => $"/journal/{SampleSchool.Course}";

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        _admin = await Visit.SignIn(_school, "admin");
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _school.DisposeAsync();
    }

    [Fact]
    public async Task The_others_pages_are_seen_and_nothing_is_written()
    {
        (await Status(Journal)).ShouldBe(HttpStatusCode.Forbidden, "an administrator does not read the journal");
        (await Start("sample-teacher", "Teacher")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await Text(Journal);
        page.ShouldContain("Вы смотрите журнал глазами другого человека: Соколова И. В., учитель");
        (await Status("/journal/istoriya-8b")).ShouldBe(HttpStatusCode.NotFound, "what the teacher may not see");
        (await Status("/admin/view-as")).ShouldBe(HttpStatusCode.Forbidden, "the administrator's own pages are not the teacher's");
        (await Text("/account/sessions")).ShouldContain("Личная страница чужими глазами не показывается");

        var before = await Events();
        var (lesson, pupils) = await _school.TodaysLesson();
        using var entry = await _admin.PostAsJsonAsync("/api/v1/journal/cells", new
        {
            entries = new[] { new { id = Guid.NewGuid(), lesson = lesson.ToString(), pupil = pupils[0].Value, value = "5", seen = 0 } },
        }, Cancel);
        entry.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await entry.Content.ReadAsStringAsync(Cancel)).ShouldContain("записать ничего нельзя");
        using var form = await Post($"/lessons/{lesson}", page, ("topic", "Подмена"));
        form.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await form.Content.ReadAsStringAsync(Cancel)).ShouldContain("записать ничего нельзя");
        (await Post("/role", page, ("role", "Administrator"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // Behind every door: the desk refuses the actor itself.
        (await _school.Send(new SetTopic(Guid.NewGuid(), lesson, "Подмена", null, 0), TestSchool.Teacher with { ReadOnly = true }))
            .Refusal!.Kind.ShouldBe(Store.Refusals.OnlyLooking);
        (await Events()).ShouldBe(before);

        (await Post("/view-as/end", page)).Headers.Location!.OriginalString.ShouldBe("/admin/view-as");
        (await Status(Journal)).ShouldBe(HttpStatusCode.Forbidden);
        (await Log()).ShouldBe("started:sample-admin:administrator:teacher ended:sample-admin:administrator:");
    }

    [Theory]
    [InlineData("sample-director", "Director", "Проверка")]
    [InlineData("sample-admin", "Administrator", "Проверка")]
    [InlineData("sample-teacher", "DeputyHead", "Проверка")]
    [InlineData("sample-teacher", "Teacher", " ")]
    [InlineData("nobody", "Teacher", "Проверка")]
    public async Task What_may_not_be_looked_at_is_refused(string account, string role, string reason)
    {
        (await Start(account, role, reason)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Status(Journal)).ShouldBe(HttpStatusCode.Forbidden);
        (await Log()).ShouldBe("");
    }

    [Fact]
    public async Task It_is_over_after_half_an_hour_and_at_sign_out()
    {
        await Start("sample-teacher", "Teacher");
        _clock.Ahead = TimeSpan.FromMinutes(29);
        (await Status(Journal)).ShouldBe(HttpStatusCode.OK);
        _clock.Ahead = TimeSpan.FromMinutes(30);
        (await Status(Journal)).ShouldBe(HttpStatusCode.Forbidden);
        (await Log()).ShouldContain("ended:");

        await Start("sample-teacher", "Teacher");
        await Post("/sign-out", await Text(Journal));
        (await Log()).Split("ended:").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_teacher_cannot_look_through_anybodys_eyes()
    {
        using var teacher = await Visit.SignIn(_school, "teacher");
        (await teacher.GetAsync("/admin/view-as", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["account"] = "sample-deputy",
            ["role"] = "DeputyHead",
            ["reason"] = "x",
            ["__RequestVerificationToken"] = Token().Match(await teacher.GetStringAsync("/", Cancel)).Groups[1].Value,
        });
        (await teacher.PostAsync("/admin/view-as", form, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Log()).ShouldBe("");
    }

    private async Task<HttpResponseMessage> Start(string account, string role, string reason = "Учитель не видит урок") =>
        await Post("/admin/view-as", await Text("/admin/view-as"), ("account", account), ("role", role), ("reason", reason));

    private async Task<HttpResponseMessage> Post(string path, string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        return await _admin.PostAsync(path, form, Cancel);
    }

    private async Task<HttpStatusCode> Status(string path) => (await _admin.GetAsync(path, Cancel)).StatusCode;

    private async Task<string> Text(string path) => await (await _admin.GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel);

    private Task<long> Events() => _school.AsOwner<long>("select count(*) from journal.mt_events");

    private async Task<string> Log() => await _school.AsOwner<string>("""
        select string_agg(concat_ws(':', substring(type from 'view_as_(started|ended)'), user_name, headers ->> 'role', coalesce(data ->> 'role', '')), ' ' order by seq_id)
        from journal.mt_events where type like 'access.view_as%'
        """) ?? "";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>The machine's clock, some time ahead.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
