using System.Net;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ElJournal.Access.Tests.Credentials.Credentialed;

namespace ElJournal.Access.Tests.Credentials;

/// <summary>What somebody changes of the own way in, and the sessions that come and go with it.</summary>
public sealed class OwnPasswordTests(AccessDatabase database)
{
    private const string Newer = "тихая вода под тонким льдом";

    [Fact]
    public async Task A_new_password_asks_for_the_former_one_and_ends_all_other_sessions()
    {
        await using var program = await Begin();
        using var visitor = new Visitor(program);
        using var elsewhere = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        await elsewhere.SignIn("sokolova", Password);
        (await Change(visitor, "не тот пароль")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Change(visitor, "")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK, "nothing has changed");

        (await Change(visitor, Password)).ShouldBe(HttpStatusCode.Redirect);
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.SignIn("sokolova", Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.SignIn("sokolova", Newer)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_second_step_is_set_up_renewed_and_dropped_by_whoever_shows_the_password_again()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var secret = program.Services.GetRequiredService<Totps>().New(Sokolova);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        (string, string)[] fields = [("secret", secret), ("code", program.Phone(Sokolova, secret, clock.Now)), ("password", "не тот пароль")];
        foreach (var address in (string[])["/account/second-step", "/account/second-step/codes", "/account/second-step/drop"])
            (await visitor.Post(address, fields)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, address);
        (await program.Load<Authenticator>(Sokolova.Value)).ShouldBeNull();

        fields[2] = ("password", Password);
        (await visitor.Post("/account/second-step", fields)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.Load<Authenticator>(Sokolova.Value)).ShouldNotBeNull();
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK, "the session goes on under its new name");
    }

    [Fact]
    public async Task A_password_is_compared_as_typed_to_its_last_character()
    {
        await using var program = await Begin();
        foreach (var typed in (string[])[Password.ToUpperInvariant(), Password + " ", " " + Password, Password[..^1], Password.Replace(" ", "", StringComparison.Ordinal)])
        {
            using var visitor = new Visitor(program);
            (await visitor.SignIn("sokolova", typed)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, typed);
            await visitor.SignIn("sokolova", Password);
            (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_session_is_named_by_256_random_bits()
    {
        await using var program = await Begin();
        for (var i = 0; i < 4; i++)
        {
            using var visitor = new Visitor(program);
            await visitor.SignIn("sokolova", Password);
        }
        var names = (await Sessions(program)).Select(s => s.Id).ToList();
        names.Count.ShouldBe(4);
        foreach (var name in names) name.ShouldMatch("^[0-9a-f]{64}$");
        // Bits that never change among so few would be a pattern: a version, a clock, a counter.
        Enumerable.Range(0, 64).Count(at => names.Select(name => name[at]).Distinct().Count() == 1).ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Each_sign_in_and_each_step_of_it_makes_a_new_session_and_ends_the_former()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        using var copied = Copy(program, visitor);
        await visitor.SignIn("sokolova", Password);
        (await copied.GetAsync("/who")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the former cookie of the same browser");
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (secret, _) = await program.WithSecondStep(Sokolova);
        await visitor.SignIn("sokolova", Password);
        using var halfway = Copy(program, visitor);
        (await visitor.Post("/sign-in/code", ("code", program.Phone(Sokolova, secret, clock.Now)), ("return", "/who"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await halfway.GetAsync("/who")).Headers.Location!.ToString().ShouldContain("/sign-in?", customMessage: "the cookie from before the code opens nothing");
    }

    private static HttpClient Copy(Program program, Visitor visitor)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Add("Cookie", "eljournal=" + visitor.Cookies.Single(c => c.Name == "eljournal").Value);
        return http;
    }

    private static Task<IReadOnlyList<Session>> Sessions(Program program) =>
        program.Services.GetRequiredService<Sessions>().Of(program.School, Sokolova, 50, CancellationToken.None);

    private static async Task<HttpStatusCode> Change(Visitor visitor, string current) =>
        (await visitor.Post("/account/password", ("current", current), ("password", Newer), ("again", Newer))).StatusCode;

    private async Task<Program> Begin(TimeProvider? clock = null)
    {
        var program = await database.Start(Map, clock);
        await program.Open(Sokolova, "sokolova", Password, Role.Teacher);
        return program;
    }
}
