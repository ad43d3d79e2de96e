using System.Net;
using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Slips;
using ElJournal.Access.Undertakings;
using ElJournal.Kernel;
using Shouldly;
using Xunit;
using static ElJournal.Access.Tests.Credentials.Credentialed;

namespace ElJournal.Access.Tests.Credentials;

public sealed class SlipTests(AccessDatabase database)
{
    [Fact]
    public async Task A_slip_lets_in_to_choose_a_password_and_to_nothing_else_and_dies_with_the_choice()
    {
        await using var program = await Begin(new Clock());
        var (_, code) = await program.Slip(Sokolova);
        using var visitor = new Visitor(program);
        (await visitor.SignIn("sokolova", code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.Get("/who")).Headers.Location!.OriginalString.ShouldBe("/welcome/password?return=%2Fwho");
        (await visitor.Post("/welcome/password", ("password", "короткий"), ("again", "короткий"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.Post("/welcome/password", ("password", Password), ("again", Password + "!"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.Post("/welcome/password", ("password", Password), ("again", Password))).Headers.Location!.OriginalString.ShouldBe("/account/second-step");
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var again = new Visitor(program);
        (await again.SignIn("sokolova", code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "used");
        (await again.SignIn("sokolova", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_slip_is_taken_until_its_last_day()
    {
        var clock = new Clock();
        await using var program = await Begin(clock);
        var (_, code) = await program.Slip(Sokolova);
        using var visitor = new Visitor(program);
        clock.Now += TimeSpan.FromDays(14);
        (await visitor.SignIn("sokolova", code)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        clock.Now += TimeSpan.FromDays(1);
        (await visitor.SignIn("sokolova", code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Printing_anew_revokes_the_former_code_and_ends_what_was_begun_with_it()
    {
        await using var program = await Begin(new Clock());
        var (_, former) = await program.Slip(Sokolova);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", former);
        var (_, code) = await program.Slip(Sokolova);
        (await visitor.Post("/welcome/password", ("password", Password), ("again", Password))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.SignIn("sokolova", former)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.SignIn("sokolova", code)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_account_is_invited_until_its_owner_has_chosen_a_password()
    {
        await using var program = await Begin(new Clock());
        (await Status(program)).ShouldBe(AccountStatus.Invited);
        await program.Slip(Sokolova);
        (await Status(program)).ShouldBe(AccountStatus.Invited);
        (await program.Choose(Sokolova, Password)).IsAccepted.ShouldBeTrue();
        (await Status(program)).ShouldBe(AccountStatus.Active);
        await program.Send(new SuspendAccount(Guid.NewGuid(), Sokolova));
        (await Status(program)).ShouldBe(AccountStatus.Suspended);
        (await program.Slip(Sokolova)).Outcome.Refusal!.Kind.ShouldBe(Refusals.AccountIsNotInUse);
    }

    [Fact]
    public async Task The_undertaking_comes_before_the_password_and_again_with_every_new_version()
    {
        await using var program = await Begin(new Clock());
        await program.Send(new SetUndertaking(Guid.NewGuid(), "Никому не передам пароль.", "Приказ № 1"));
        var (_, code) = await program.Slip(Sokolova);
        using var visitor = new Visitor(program);
        await visitor.SignIn("sokolova", code);
        (await visitor.Get("/who")).Headers.Location!.OriginalString.ShouldBe("/welcome/undertaking?return=%2Fwho");
        (await visitor.Post("/welcome/password", ("password", Password), ("again", Password))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "not its turn");
        (await visitor.Post("/welcome/undertaking", ("version", "1"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "not agreed to");
        (await visitor.Post("/welcome/undertaking", ("version", "1"), ("agreed", "1"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await visitor.Post("/welcome/password", ("password", Password), ("again", Password));
        (await visitor.Get("/who")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await program.Send(new SetUndertaking(Guid.NewGuid(), "Никому не передам пароль и код.", "Приказ № 2"));
        (await visitor.Get("/who")).Headers.Location!.OriginalString.ShouldBe("/welcome/undertaking?return=%2Fwho");
        (await visitor.Post("/welcome/undertaking", ("version", "1"), ("agreed", "1"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the text is new");
        (await visitor.Post("/welcome/undertaking", ("version", "2"), ("agreed", "1"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.Load<Account>(AccountStream.Of(Sokolova)))!.SignedVersion.ShouldBe(2);
    }

    [Fact]
    public async Task For_an_administrator_one_asks_and_another_confirms()
    {
        await using var program = await database.Start(Map);
        foreach (var (id, login) in new[] { (Sokolova, "sokolova"), (Orlov, "orlov"), (Kim, "kim") }) await program.Open(id, login, Password, Role.Administrator);
        var (orlov, kim) = (program.As(Orlov, Role.Administrator), program.As(Kim, Role.Administrator));

        (await program.Slip(Sokolova, orlov)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TwoPersonsAreNeeded);
        (await program.Send(new AskReset(Guid.NewGuid(), Sokolova, ResetAsk.Password), orlov)).IsAccepted.ShouldBeTrue();
        (await program.Slip(Sokolova, orlov)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TwoPersonsAreNeeded, "who asks does not confirm");
        (await program.Slip(Sokolova, program.As(Sokolova, Role.Administrator))).Outcome.Refusal!.Kind.ShouldBe(Refusals.TwoPersonsAreNeeded, "nor the owner");
        (await program.Slip(Sokolova, kim)).Outcome.IsAccepted.ShouldBeTrue();
        (await program.Slip(Sokolova, kim)).Outcome.Refusal!.Kind.ShouldBe(Refusals.TwoPersonsAreNeeded, "each reset is asked for anew");
        (await program.Load<Credential>(Sokolova.Value))!.HasPassword.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reset_of_the_password_leaves_the_second_step_and_the_other_way_round()
    {
        await using var program = await database.Start(Map);
        foreach (var (id, login) in new[] { (Sokolova, "sokolova"), (Orlov, "orlov"), (Kim, "kim") }) await program.Open(id, login, Password, Role.Administrator);
        var (orlov, kim) = (program.As(Orlov, Role.Administrator), program.As(Kim, Role.Administrator));
        await program.WithSecondStep(Sokolova);
        await program.Send(new AskReset(Guid.NewGuid(), Sokolova, ResetAsk.Password), orlov);
        (await program.Send(new ResetSecondFactor(Guid.NewGuid(), Sokolova, "s"), kim)).Refusal!.Kind.ShouldBe(Refusals.TwoPersonsAreNeeded, "another thing was asked for");
        (await program.Slip(Sokolova, kim)).Outcome.IsAccepted.ShouldBeTrue();
        (await program.Load<Authenticator>(Sokolova.Value)).ShouldNotBeNull();

        await program.Choose(Sokolova, Password);
        await program.Send(new AskReset(Guid.NewGuid(), Sokolova, ResetAsk.SecondFactor), orlov);
        (await program.Send(new ResetSecondFactor(Guid.NewGuid(), Sokolova, "s"), kim)).IsAccepted.ShouldBeTrue();
        (await program.Load<Authenticator>(Sokolova.Value)).ShouldBeNull();
        (await program.Load<Credential>(Sokolova.Value))!.HasPassword.ShouldBeTrue();
        (await program.Notices(Sokolova)).ShouldContain(Notice.SecondFactorRemoved);
    }

    [Fact]
    public void The_form_of_the_slips_is_as_it_was()
    {
        var slips = Enumerable.Range(1, 9).Select(n => new Slip($"Абрамова <Дарья> {n}", "обучающийся, 8 «Б»", $"abramova.d{n}", "k7mf-p2xd-9qrt")).ToList();
        Golden.Holds("slips.html", new SlipForm("Школа № 1", "https://journal.example", new DateOnly(2026, 12, 11), slips).Html());
    }

    private static async Task<AccountStatus> Status(Program program) => Standing.Of(
        (await program.Load<Account>(AccountStream.Of(Sokolova)))!, await program.Load<Credential>(Sokolova.Value), left: false);

    private async Task<Program> Begin(Clock clock)
    {
        var program = await database.Start(Map, clock);
        await program.Open(Sokolova, "sokolova", null, Role.Teacher);
        return program;
    }
}
