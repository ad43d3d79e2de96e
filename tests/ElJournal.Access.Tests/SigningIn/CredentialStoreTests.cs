using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.SigningIn;

public sealed class CredentialStoreTests(AccessDatabase database)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task What_is_created_is_found_by_id_and_by_login_in_its_own_school_only()
    {
        await using var program = await database.Start();
        await using var elsewhere = await database.Start();
        (await Of(program).CreateAsync(Sokolova(), Cancel)).Succeeded.ShouldBeTrue();

        (await Of(program).FindByIdAsync("a-1", Cancel))!.Login.ShouldBe("sokolova");
        (await Of(program).FindByNameAsync("sokolova", Cancel))!.Id.ShouldBe("a-1");
        (await Of(program).FindByNameAsync("orlov", Cancel)).ShouldBeNull();
        (await Of(elsewhere).FindByNameAsync("sokolova", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_is_told()
    {
        await using var program = await database.Start();
        var store = Of(program);
        await store.CreateAsync(Sokolova(), Cancel);
        var (one, other) = ((await store.FindByIdAsync("a-1", Cancel))!, (await store.FindByIdAsync("a-1", Cancel))!);

        await store.IncrementAccessFailedCountAsync(one, Cancel);
        (await store.UpdateAsync(one, Cancel)).Succeeded.ShouldBeTrue();
        await store.SetPasswordHashAsync(other, "another", Cancel);
        (await store.UpdateAsync(other, Cancel)).Errors.ShouldHaveSingleItem().Code.ShouldBe(nameof(IdentityErrorDescriber.ConcurrencyFailure));

        var kept = (await store.FindByIdAsync("a-1", Cancel))!;
        kept.FailedCount.ShouldBe(1);
        kept.PasswordHash.ShouldBe("hash");
        (await store.UpdateAsync(one, Cancel)).Succeeded.ShouldBeTrue("the one who was first goes on");
    }

    [Fact]
    public async Task Lock_stamp_and_deletion_are_kept()
    {
        await using var program = await database.Start();
        var store = Of(program);
        await store.CreateAsync(Sokolova(), Cancel);
        var credential = (await store.FindByIdAsync("a-1", Cancel))!;
        var end = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        await store.SetLockoutEndDateAsync(credential, end, Cancel);
        await store.SetSecurityStampAsync(credential, "stamp-2", Cancel);
        await store.UpdateAsync(credential, Cancel);

        credential = (await store.FindByIdAsync("a-1", Cancel))!;
        (await store.GetLockoutEndDateAsync(credential, Cancel)).ShouldBe(end);
        (await store.GetSecurityStampAsync(credential, Cancel)).ShouldBe("stamp-2");
        (await store.DeleteAsync(credential, Cancel)).Succeeded.ShouldBeTrue();
        (await store.FindByIdAsync("a-1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Among_several_schools_the_configured_one_is_meant()
    {
        await using var program = await database.Start();
        await using var elsewhere = await database.Start();
        var connections = program.Services.GetRequiredService<NpgsqlDataSource>();
        (await new Schools(connections, new ConfigurationBuilder().Build()).Meant()).ShouldBeNull();
        (await program.Services.GetRequiredService<Schools>().Meant()).ShouldBe(program.School);
    }

    private static CredentialStore Of(Program program) => new(
        program.Services.GetRequiredService<IDocumentStore>(), new SchoolOfScope { School = program.School }, new IdentityErrorDescriber());

    private static Credential Sokolova() => Credential.New(new AccountId("a-1"), "Sokolova", new PasswordHash("hash", "stamp-1"));
}
