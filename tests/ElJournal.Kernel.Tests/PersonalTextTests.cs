using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public class PersonalTextTests
{
    private static readonly Guid OpeningId = Guid.Parse("5f0c1f6e-8b1c-4c52-9d43-0b6f0f2f7a11");
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void The_commitment_is_hmac_of_the_salt_and_the_words()
    {
        // openssl: printf 'Абрамова' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f
        new Opening(OpeningId, Salt, "Абрамова").Sealed
            .ShouldBe(new PersonalText("15e72faacd1504538aa784554f193c997da3cb5196011a479bfdaaaf08d4920b", OpeningId));
    }

    [Fact]
    public void Two_spellings_of_one_letter_are_one_value()
    {
        var composed = new Opening(OpeningId, Salt, "Й");
        var decomposed = new Opening(OpeningId, Salt, "И\u0306");
        decomposed.Value.ShouldBe("Й");
        decomposed.Sealed.ShouldBe(composed.Sealed);
    }

    [Fact]
    public void The_same_words_commit_differently_each_time()
    {
        var first = new Opening("Абрамова");
        var second = new Opening("Абрамова");
        first.Salt.Length.ShouldBe(32);
        first.Salt.ShouldNotBe(second.Salt);
        first.Id.ShouldNotBe(second.Id);
        first.Sealed.Commitment.ShouldNotBe(second.Sealed.Commitment);
    }

    [Fact]
    public void A_guess_without_the_salt_cannot_be_tested()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Абрамова")));
        new Opening("Абрамова").Sealed.Commitment.ShouldNotBe(hash);
    }

    [Fact]
    public void What_goes_into_the_event_holds_no_word()
    {
        var json = JsonSerializer.Serialize(new Opening("Абрамова").Sealed);
        json.ShouldNotContain("Абрамова");
        using var parsed = JsonDocument.Parse(json);
        parsed.RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(["Commitment", "Opening"]);
        parsed.RootElement.GetProperty("Commitment").GetString()!.ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void An_opening_never_prints_its_words() => $"{new Opening("Абрамова")}".ShouldNotContain("Абрамова");
}
