using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.Accounts;

public sealed class AccountCommands(AccessDatabase database)
{
    private static readonly AccountId Sokolova = new("a-sokolova");
    private static readonly PasswordHash Hash = new("hash-of-something", "stamp-1");

    [Fact]
    public async Task An_account_is_opened_with_its_roles_and_its_events_hold_neither_login_nor_hash()
    {
        await using var program = await database.Start();
        (await program.Send(Open("Sokolova", Role.Teacher, Role.DeputyHead))).IsAccepted.ShouldBeTrue();

        var store = program.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession(program.School.Value);
        var account = (await session.LoadAsync<Account>("account/a-sokolova"))!;
        account.Staff.ShouldBe(new StaffId("s-1"));
        account.RolesOn(DateOnly.FromDateTime(DateTime.UtcNow)).ShouldBe([Role.Teacher, Role.DeputyHead]);
        (await session.LoadAsync<Credential>(Sokolova.Value))!.Login.ShouldBe("sokolova");

        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var rows = await owner.CreateCommand(
            $"select type, data::text, user_name, headers::text from journal.mt_events where tenant_id = '{program.School}' order by seq_id").ExecuteReaderAsync();
        var types = new List<string>();
        while (await rows.ReadAsync())
        {
            types.Add(rows.GetString(0));
            rows.GetString(2).ShouldBe("cli");
            rows.GetString(3).ShouldContain("Administrator");
            rows.GetString(1).Replace("a-sokolova", "", StringComparison.Ordinal).ToLowerInvariant().ShouldNotContain("sokolova");
            rows.GetString(1).ShouldNotContain(Hash.Value);
        }
        types.ShouldBe(["access.account_opened.v1", "access.role_granted.v1", "access.role_granted.v1"]);
    }

    [Fact]
    public async Task A_repeated_command_opens_one_account()
    {
        await using var program = await database.Start();
        var command = Open("sokolova", Role.Teacher);
        (await program.Send(command)).IsAccepted.ShouldBeTrue();
        (await program.Send(command)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_login_belongs_to_one_account_of_a_school_and_is_free_in_another()
    {
        await using var program = await database.Start();
        await program.Send(Open("sokolova", Role.Teacher));
        var second = Open(" SOKOLOVA ", Role.Teacher) with { Account = new AccountId("a-other"), Staff = new StaffId("s-2") };
        (await program.Send(second)).Refusal!.Kind.ShouldBe(Refusals.LoginIsTaken);
        (await program.Send(Open("петрова", Role.Teacher) with { Account = new AccountId("a-third"), Staff = new StaffId("s-3") })).Refusal!.Kind.ShouldBe(Refusals.LoginIsWrong);

        await using var elsewhere = await database.Start();
        (await elsewhere.Send(Open("sokolova", Role.Teacher))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task One_person_has_one_account()
    {
        await using var program = await database.Start();
        await program.Send(Open("sokolova", Role.Teacher));
        (await program.Send(Open("sokolova2", Role.Teacher) with { Account = new AccountId("a-other") })).Refusal!.Kind.ShouldBe(Refusals.AccountExists);
    }

    [Fact]
    public async Task The_last_administrator_is_neither_suspended_nor_relieved()
    {
        await using var program = await database.Start();
        await program.Send(Open("sokolova", Role.Administrator));
        (await program.Send(new SuspendAccount(Guid.NewGuid(), Sokolova))).Refusal!.Kind.ShouldBe(Refusals.LastAdministrator);
        (await program.Send(new RevokeRole(Guid.NewGuid(), Sokolova, Role.Administrator))).Refusal!.Kind.ShouldBe(Refusals.LastAdministrator);

        var second = Open("orlov", Role.Teacher) with { Account = new AccountId("a-orlov"), Staff = new StaffId("s-2") };
        await program.Send(second);
        (await program.Send(new GrantRole(Guid.NewGuid(), second.Account, Role.Administrator))).IsAccepted.ShouldBeTrue();
        (await program.Send(new SuspendAccount(Guid.NewGuid(), Sokolova))).IsAccepted.ShouldBeTrue();
        (await program.Send(new RevokeRole(Guid.NewGuid(), second.Account, Role.Administrator))).Refusal!.Kind
            .ShouldBe(Refusals.LastAdministrator, "the other one is suspended");
        (await program.Send(new RestoreAccount(Guid.NewGuid(), Sokolova))).IsAccepted.ShouldBeTrue();
        (await program.Send(new RevokeRole(Guid.NewGuid(), second.Account, Role.Administrator))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_who_manages_accounts_opens_one()
    {
        await using var program = await database.Start();
        var teacher = new Actor(new AccountId("t"), Role.Teacher, program.School, Channel.Web, "s", Access.Rights.GrantRules.For(new Access.Rights.GrantFacts(Role.Teacher, default)));
        (await program.Send(Open("sokolova", Role.Administrator), teacher)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        (await program.Send(new GrantRole(Guid.NewGuid(), Sokolova, Role.Teacher))).Refusal!.Kind.ShouldBe(Refusals.AccountIsUnknown);
    }

    private static OpenAccount Open(string login, params Role[] roles) =>
        new(Guid.NewGuid(), Sokolova, login, Hash, new StaffId("s-1"), roles);
}
