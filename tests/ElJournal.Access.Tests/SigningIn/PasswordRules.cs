using System.Buffers.Binary;
using System.Diagnostics;
using ElJournal.Access.Rules;
using ElJournal.Access.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.SigningIn;

public sealed class PasswordRules
{
    private static readonly int Staff = AccessRules.BeforeOwn.ShortestPassword(staff: true);
    private static readonly int Other = AccessRules.BeforeOwn.ShortestPassword(staff: false);

    [Theory]
    [InlineData("тихая вода", "access.password_is_short", "access.password_is_short")]
    [InlineData("тихая вода 12", "access.password_is_short", null)]
    [InlineData("тихая вода под льдом", null, null)]
    public void The_staff_needs_fifteen_characters_and_pupils_and_guardians_twelve(string password, string? staff, string? other)
    {
        Passwords.Forbid("login", password, Staff)?.Refusal!.Kind.Code.ShouldBe(staff);
        Passwords.Forbid("login", password, Other)?.Refusal!.Kind.Code.ShouldBe(other);
        (Passwords.Forbid("login", password, Staff) is null).ShouldBe(staff is null);
        (Passwords.Forbid("login", password, Other) is null).ShouldBe(other is null);
    }

    [Theory]
    [InlineData("dragon123456")]
    [InlineData("p@ssw0rd2026")]
    [InlineData("monkeymonkey1")]
    [InlineData("liverpool2026")]
    [InlineData("sunshine12345")]
    public void The_commonest_passwords_and_what_is_made_of_them_are_refused(string password) =>
        Passwords.Forbid("login", password, Other)!.Refusal!.Kind.ShouldBe(Refusals.PasswordIsWeak);

    [Theory]
    [InlineData("сиреневый туман над рекой")]
    [InlineData("correct-tram-lamp-42")]
    [InlineData("7h3-kd92-mmx1-pq0z")]
    [InlineData("мой журнал и зелёный чайник")]
    public void A_long_phrase_needs_nothing_else(string password) => Passwords.Forbid("teacher", password, Staff).ShouldBeNull();

    [Theory]
    [InlineData("короткий пароль", null)]
    [InlineData("короткий парол", "access.password_is_short")]
    [InlineData("Aa1!Aa1!", "access.password_is_short")]
    public void The_length_counts_and_composition_does_not(string password, string? refusal) =>
        Passwords.Forbid("teacher", password, Staff)?.Refusal!.Kind.Code.ShouldBe(refusal);

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("passwordpassword")]
    [InlineData("Password1234567!")]
    [InlineData("123456789012345")]
    [InlineData("543210987654321")]
    [InlineData("qwertyuiopasdfghjkl")]
    [InlineData("йцукенгшщзхъфывапр")]
    [InlineData("Абвгдеёжзийклмнопр")]
    [InlineData("sokolova-sokolova-2026")]
    [InlineData("Электронный журнал 2026")]
    [InlineData("школа школа 123456")]
    public void What_is_guessed_first_is_refused(string password) =>
        Passwords.Forbid("sokolova", password, Staff)!.Refusal!.Kind.ShouldBe(Refusals.PasswordIsWeak);

    [Fact]
    public void A_password_has_an_end() => Passwords.Forbid("teacher", new string('x', 129), Staff)!.Refusal!.Kind.ShouldBe(Refusals.PasswordIsLong);

    [Fact]
    public void The_hash_is_PBKDF2_with_SHA512_at_220000_iterations()
    {
        var hash = Convert.FromBase64String(Module().GetRequiredService<Passwords>().Hash("сиреневый туман над рекой").Value);
        hash[0].ShouldBe((byte)1, "format of Identity V3");
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)).ShouldBe(2, "HMAC-SHA512");
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)).ShouldBe(220_000);
    }

    [Fact]
    public void Nothing_secret_is_printed_with_a_record()
    {
        var hash = Module().GetRequiredService<Passwords>().Hash("сиреневый туман над рекой");
        hash.ToString().ShouldNotContain(hash.Value);
        var credential = Credential.New(new("a1"), "sokolova", hash);
        credential.ToString().ShouldNotContain("sokolova");
        credential.ToString().ShouldNotContain(hash.Value);
    }

    [Fact]
    public void A_guess_at_nobody_takes_as_long_as_a_guess_at_somebody()
    {
        var module = Module();
        var passwords = module.GetRequiredService<Passwords>();
        var hasher = module.GetRequiredService<IPasswordHasher<Credential>>();
        var somebody = Credential.New(new("a1"), "sokolova", passwords.Hash("сиреневый туман над рекой"));
        passwords.Compare(null, "разогрев");

        var (real, vain) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            hasher.VerifyHashedPassword(somebody, somebody.PasswordHash, "не тот пароль").ShouldBe(PasswordVerificationResult.Failed);
            real = Min(real, Stopwatch.GetElapsedTime(start));
            start = Stopwatch.GetTimestamp();
            passwords.Compare(null, "не тот пароль").ShouldBe(PasswordVerificationResult.Failed);
            vain = Min(vain, Stopwatch.GetElapsedTime(start));
        }
        (vain / real).ShouldBeInRange(0.5, 2);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static ServiceProvider Module() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddAccounts().BuildServiceProvider();
}
