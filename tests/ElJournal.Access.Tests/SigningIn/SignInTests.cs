using System.Net;
using ElJournal.Access.Accounts;
using ElJournal.Access.Own;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Testing;
using Marten;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.SigningIn;

public sealed class SignInTests(AccessDatabase database)
{
    private const string Password = "сиреневый туман над рекой";
    private static readonly AccountId Sokolova = new("a-sokolova");

    [Fact]
    public async Task A_person_who_signs_in_is_known_to_the_next_request()
    {
        await using var program = await Open(Role.Teacher);
        using var visitor = new Visitor(program);

        var answer = await visitor.SignIn(" Sokolova ", Password, "/who?x=1");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/who?x=1");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("eljournal=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires", Case.Insensitive);

        (await Text(visitor, "/who")).ShouldBe("a-sokolova Teacher");
        (await visitor.Get("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "already inside");
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_login_and_a_locked_account_are_answered_the_same()
    {
        await using var program = await Open(Role.Teacher);
        using var visitor = new Visitor(program);

        var wrong = await Refused(visitor, "sokolova", "не тот пароль");
        var unknown = await Refused(visitor, "nobody", "не тот пароль");
        for (var i = 0; i < 4; i++) await Refused(visitor, "sokolova", "не тот пароль");
        var locked = await Refused(visitor, "sokolova", Password);

        wrong.ShouldStartWith("SignInPage|sokolova|Войти не удалось");
        unknown.ShouldBe(wrong.Replace("sokolova", "nobody", StringComparison.Ordinal));
        locked.ShouldBe(wrong);
        visitor.Cookies.ShouldNotContain(c => c.Name == "eljournal");

        await Change(program, credential => credential.LockedUntil = DateTimeOffset.UtcNow.AddSeconds(-1));
        (await visitor.SignIn("sokolova", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the lock ends by itself");
    }

    [Fact]
    public async Task A_burst_of_guesses_is_counted_one_by_one()
    {
        await using var program = await Open(Role.Teacher);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => program.With<Entrance, bool>(async entrance =>
            (await entrance.Try("sokolova", $"догадка номер {i}")).Outcome.IsAccepted)));
        (await Load(program)).LockedUntil.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        (await program.With<Entrance, bool>(async entrance => (await entrance.Try("sokolova", Password)).Outcome.IsAccepted)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        await using var program = await Open(Role.Teacher);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        var copied = visitor.Cookies.Single(c => c.Name == "eljournal").Value;

        (await visitor.Post("/sign-out")).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var thief = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.Address };
        thief.DefaultRequestHeaders.Add("Cookie", "eljournal=" + copied);
        (await thief.GetAsync("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Changing_the_password_suspending_or_taking_the_role_ends_the_session_at_once()
    {
        await using var program = await Open(Role.Teacher, Role.Auditor);
        using var visitor = new Visitor(program);
        var hash = program.Services.GetRequiredService<Passwords>().Hash("совсем другая длинная фраза");

        await visitor.SignIn("sokolova", Password);
        await program.Send(new ChoosePassword(Guid.NewGuid(), Sokolova, hash), Owner(program));
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Refused(visitor, "sokolova", Password);

        await visitor.SignIn("sokolova", "совсем другая длинная фраза");
        (await Text(visitor, "/who")).ShouldBe("a-sokolova Teacher");
        await program.Send(new RevokeRole(Guid.NewGuid(), Sokolova, Role.Teacher));
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await visitor.SignIn("sokolova", "совсем другая длинная фраза");
        (await Text(visitor, "/who")).ShouldBe("a-sokolova Auditor", "the next role is taken");
        await program.Send(new SuspendAccount(Guid.NewGuid(), Sokolova));
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Refused(visitor, "sokolova", "совсем другая длинная фраза")).ShouldContain("Войти не удалось", customMessage: "a suspended account is answered like any other failure");
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours_in_any_case()
    {
        var clock = new Clock();
        await using var program = await Open(clock, Role.Teacher);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        var began = clock.Now;

        clock.Now += TimeSpan.FromMinutes(31);
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await visitor.SignIn("sokolova", Password);
        began = clock.Now;
        while (clock.Now - began < TimeSpan.FromHours(11.5))
        {
            clock.Now += TimeSpan.FromMinutes(20);
            (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK, $"{clock.Now - began}");
        }
        clock.Now = began + TimeSpan.FromHours(12);
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task One_acts_in_one_role_at_a_time_and_only_in_ones_own()
    {
        await using var program = await Open(Role.Teacher, Role.DeputyHead);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        (await visitor.Get("/changes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await visitor.Post("/role", ("role", "DeputyHead"), ("return", "/changes"))).Headers.Location!.OriginalString.ShouldBe("/changes");
        (await Text(visitor, "/who")).ShouldBe("a-sokolova DeputyHead");
        (await visitor.Get("/changes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Post("/role", ("role", "Director"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Text(visitor, "/who")).ShouldBe("a-sokolova DeputyHead");
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_a_program_is_told_401()
    {
        await using var program = await Open(Role.Teacher);
        using var visitor = new Visitor(program);
        (await visitor.Get("/changes?page=2")).Headers.Location!.PathAndQuery.ShouldBe("/sign-in?return=%2Fchanges%3Fpage%3D2");
        (await visitor.Get("/unguarded")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "an endpoint that says nothing is closed");
        (await visitor.Get("/api/changes")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/a\r\nLocation: //evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    [InlineData("/journal/7b?on=2026-11-24", "/journal/7b?on=2026-11-24")]
    public void Nobody_is_led_to_another_site(string? typed, string expected) => AccessAddresses.Local(typed).ShouldBe(expected);

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var program = await Open(Role.Teacher);
        using var visitor = new Visitor(program);
        (await visitor.PostBare("/sign-in", ("login", "sokolova"), ("password", Password))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await visitor.SignIn("sokolova", Password);
        (await visitor.PostBare("/sign-out")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostBare("/role", ("role", "Teacher"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Text(visitor, "/who")).ShouldBe("a-sokolova Teacher");
    }

    [Fact]
    public async Task A_change_through_the_api_must_come_from_the_journals_own_pages()
    {
        await using var program = await Open(Role.DeputyHead);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        (await visitor.Command("/api/changes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Command("/api/changes", ("Sec-Fetch-Site", "same-origin"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Command("/api/changes", ("X-ElJournal", "1"), ("Sec-Fetch-Site", "cross-site"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Command("/api/changes", ("X-ElJournal", "1"), ("Sec-Fetch-Site", "same-site"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Command("/api/changes", ("X-ElJournal", "1"), ("Sec-Fetch-Site", "same-origin"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Command("/api/changes", ("X-ElJournal", "1"))).StatusCode.ShouldBe(HttpStatusCode.OK, "a program says no Sec-Fetch-Site");
    }

    [Fact]
    public async Task Sample_accounts_sign_in_with_the_password_that_was_printed()
    {
        await using var program = await database.Start(Map);
        var password = await program.With<IServiceProvider, string>(services => SampleAccounts.Of(services).Create(program.School, new Dictionary<string, Setup.StaffId>()));
        Passwords.Forbid("teacher", password, 15).ShouldBeNull();
        foreach (var sample in SampleAccounts.All)
        {
            using var visitor = new Visitor(program);
            await visitor.SignIn(sample.Login, password);
            (await Text(visitor, "/who")).ShouldBe($"{sample.Account} {sample.Role}");
        }
    }

    private static Actor Owner(Program program) => new(
        Sokolova, Role.Teacher, program.School, Channel.Web, "test", new Grants([new Grant(Permission.OwnAccount, AccountStream.Of(Sokolova))]));

    private Task<Program> Open(params Role[] roles) => Open(null, roles);

    private async Task<Program> Open(TimeProvider? clock, params Role[] roles)
    {
        var program = await database.Start(Map, clock);
        var hash = program.Services.GetRequiredService<Passwords>().Hash(Password);
        (await program.Send(new OpenAccount(Guid.NewGuid(), Sokolova, "sokolova", hash, null, roles))).IsAccepted.ShouldBeTrue();
        return program;
    }

    private static void Map(WebApplication app)
    {
        Visitor.MapToken(app);
        app.MapGet("/who", async (HttpContext http, Actors actors) =>
        {
            var actor = await actors.Current(http);
            return $"{actor.Account} {actor.Role}";
        }).RequireAuthorization();
        app.MapGet("/changes", () => "changes").Needs(Permission.ReadChanges);
        app.MapGet("/unguarded", () => "secret");
        app.MapGet("/api/changes", () => "changes").Needs(Permission.ReadChanges);
        app.MapPost("/api/changes", () => "done").Needs(Permission.ReadChanges);
    }

    private static async Task<string> Text(Visitor visitor, string path) => await (await visitor.Get(path)).Content.ReadAsStringAsync();

    private static async Task<string> Refused(Visitor visitor, string login, string password)
    {
        var answer = await visitor.SignIn(login, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<Credential> Load(Program program)
    {
        await using var session = program.Services.GetRequiredService<IDocumentStore>().QuerySession(program.School.Value);
        return (await session.LoadAsync<Credential>(Sokolova.Value))!;
    }

    private static async Task Change(Program program, Action<Credential> change)
    {
        await using var session = program.Services.GetRequiredService<IDocumentStore>().LightweightSession(program.School.Value);
        var credential = (await session.LoadAsync<Credential>(Sokolova.Value))!;
        change(credential);
        session.Store(credential);
        await session.SaveChangesAsync();
    }
}
