using System.Net;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Shouldly;
using Xunit;
using static ElJournal.Access.Tests.Credentials.Credentialed;

namespace ElJournal.Access.Tests.Credentials;

public sealed class SecondStepTests(AccessDatabase database)
{
    [Fact]
    public async Task The_second_step_stands_between_the_password_and_everything_else()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var (secret, _) = await program.WithSecondStep(Sokolova);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        (await visitor.Get("/who")).Headers.Location!.OriginalString.ShouldBe("/sign-in/code?return=%2Fwho");
        (await visitor.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.Post("/account/password", ("current", Password))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await visitor.Post("/sign-in/code", ("code", program.Phone(Sokolova, secret, clock.Now)), ("return", "/who"))).Headers.Location!.OriginalString.ShouldBe("/who");
        (await (await visitor.Get("/who")).Content.ReadAsStringAsync()).ShouldBe("a-sokolova");
    }

    [Fact]
    public async Task A_code_is_taken_once_and_an_older_one_after_it_never()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var (secret, _) = await program.WithSecondStep(Sokolova);
        var code = program.Phone(Sokolova, secret, clock.Now);
        (await SignInWith(program, code)).ShouldBeTrue();
        (await SignInWith(program, code)).ShouldBeFalse("replayed");
        (await SignInWith(program, program.Phone(Sokolova, secret, clock.Now.AddSeconds(-30)))).ShouldBeFalse("older than the last one");
        (await SignInWith(program, program.Phone(Sokolova, secret, clock.Now.AddSeconds(30)))).ShouldBeTrue("a phone may be half a minute ahead");
    }

    [Fact]
    public async Task Of_two_who_bring_one_code_at_once_one_comes_in()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var (secret, _) = await program.WithSecondStep(Sokolova);
        var code = program.Phone(Sokolova, secret, clock.Now);
        using var one = new Visitor(program);
        using var other = new Visitor(program);
        await one.SignIn("sokolova", Password);
        await other.SignIn("sokolova", Password);
        var answers = await Task.WhenAll(one.Post("/sign-in/code", ("code", code)), other.Post("/sign-in/code", ("code", code)));
        answers.Count(a => a.StatusCode == HttpStatusCode.Redirect).ShouldBe(1);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task A_code_of_another_minute_is_refused(int seconds)
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var (secret, _) = await program.WithSecondStep(Sokolova);
        (await SignInWith(program, program.Phone(Sokolova, secret, clock.Now.AddSeconds(seconds)))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_and_new_ones_revoke_the_rest()
    {
        await using var program = await Begin(new Clock());
        var (_, codes) = await program.WithSecondStep(Sokolova);
        codes.Count.ShouldBe(10);
        (await SignInWith(program, codes[0].ToUpperInvariant())).ShouldBeTrue("capitals do not matter");
        (await SignInWith(program, codes[0])).ShouldBeFalse("used");
        (await program.Load<Authenticator>(Sokolova.Value))!.RecoveryCodes.Count.ShouldBe(9);
        (await program.Notices(Sokolova)).ShouldContain(Notice.RecoveryCodeUsed);

        var (renewed, kept) = RecoveryCodes.Make();
        (await program.Send(new RenewRecoveryCodes(Guid.NewGuid(), Sokolova, kept), program.As(Sokolova, Role.Teacher))).IsAccepted.ShouldBeTrue();
        (await SignInWith(program, codes[1])).ShouldBeFalse("revoked");
        (await SignInWith(program, renewed[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_knows_the_password_alone_wins_no_tries_by_signing_in_again()
    {
        await using var program = await Begin(new Clock());
        await program.WithSecondStep(Sokolova);
        for (var i = 0; i < 5; i++) (await SignInWith(program, "000000")).ShouldBeFalse();
        using var visitor = new Visitor(program);
        (await visitor.SignIn("sokolova", Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "locked");
        (await program.Notices(Sokolova)).ShouldContain(Notice.Locked);
    }

    [Fact]
    public async Task The_secret_is_of_no_use_to_another_account_and_is_nowhere_in_the_store_as_it_is()
    {
        await using var program = await Begin(new Clock());
        var (secret, _) = await program.WithSecondStep(Sokolova);
        var totps = (Totps)program.Services.GetService(typeof(Totps))!;
        totps.IsOurs(Sokolova, secret).ShouldBeTrue();
        totps.IsOurs(Orlov, secret).ShouldBeFalse();
        totps.IsOurs(Sokolova, "AAAA").ShouldBeFalse();
        (await program.Load<Authenticator>(Sokolova.Value))!.Secret.ShouldNotContain(totps.Key(Sokolova, secret).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_staff_replaces_the_second_step_and_a_pupil_may_drop_it()
    {
        await using var program = await Begin(new Clock());
        await program.WithSecondStep(Sokolova);
        (await program.Send(new DropSecondFactor(Guid.NewGuid(), Sokolova), program.As(Sokolova, Role.Teacher))).Refusal!.Kind.ShouldBe(Refusals.SecondFactorIsDemanded);
        (await program.Send(new DropSecondFactor(Guid.NewGuid(), Sokolova), program.As(Orlov, Role.Teacher))).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
    }

    [Fact]
    public async Task The_staff_is_warned_while_the_days_of_grace_last_and_goes_no_further_after_them()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        await program.SetRules(rules => rules with { GraceDays = 3 });
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Now += TimeSpan.FromDays(3);
        await visitor.SignIn("sokolova", Password);
        (await visitor.Get("/who")).Headers.Location!.OriginalString.ShouldBe("/account/second-step?return=%2Fwho");
        (await visitor.Get("/account/second-step")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task<Program> Begin(Clock clock)
    {
        var program = await database.Start(Map, clock);
        await program.Open(Sokolova, "sokolova", Password, Role.Teacher);
        return program;
    }

    private static async Task<bool> SignInWith(Program program, string code)
    {
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", Password);
        return (await visitor.Post("/sign-in/code", ("code", code))).StatusCode == HttpStatusCode.Redirect;
    }
}
