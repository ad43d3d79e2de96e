using System.Text.Json;
using CsCheck;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Kernel.Tests;

public class IdTests
{
    [Fact]
    public void A_new_id_is_valid_and_sixteen_characters_long() =>
        Gen.Const(0).Sample(_ => Id.New<AccountId>().Value is { Length: 16 } text && Id.IsValid(text), iter: 1000);

    [Fact]
    public void A_thousand_new_ids_differ() =>
        Enumerable.Range(0, 1000).Select(_ => Id.New<AccountId>()).Distinct().Count().ShouldBe(1000);

    [Theory]
    [InlineData("a")]
    [InlineData("2026-2027.q2")]
    [InlineData("0123456789.abcdefghijklmnopqrstuvwxyz-")]
    public void Small_letters_digits_dots_and_dashes_make_an_id(string text) => AccountId.From(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("ученик")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a'b")]
    [InlineData("٣")]
    public void Anything_else_does_not(string text) => Should.Throw<FormatException>(() => AccountId.From(text));

    [Fact]
    public void An_id_has_at_most_sixty_four_characters()
    {
        AccountId.From(new string('a', 64)).Value.Length.ShouldBe(64);
        Should.Throw<FormatException>(() => AccountId.From(new string('a', 65)));
    }

    [Fact]
    public void Only_what_the_rule_names_is_accepted_of_any_text() => Gen.String.Sample(text =>
        Id.IsValid(text) == (text.Length is > 0 and <= 64 && text.All("0123456789abcdefghijklmnopqrstuvwxyz.-".Contains)));

    [Theory]
    [InlineData("school-1")]
    [InlineData("school.1")]
    [InlineData("abcdefghijklmnopqrstuvwxy")]
    public void A_school_names_its_partitions_so_its_id_is_narrower(string text)
    {
        Id.IsValid(text).ShouldBeTrue();
        Should.Throw<FormatException>(() => SchoolId.From(text));
    }

    [Fact]
    public void An_id_is_a_plain_string_in_json()
    {
        JsonSerializer.Serialize(SchoolId.From("lyceum5")).ShouldBe("\"lyceum5\"");
        JsonSerializer.Deserialize<SchoolId>("\"lyceum5\"").ShouldBe(SchoolId.From("lyceum5"));
    }

    [Fact]
    public void An_id_is_a_plain_key_in_json()
    {
        var marks = new Dictionary<AccountId, int> { [AccountId.From("b1")] = 5 };
        var json = JsonSerializer.Serialize(marks);
        json.ShouldBe("{\"b1\":5}");
        JsonSerializer.Deserialize<Dictionary<AccountId, int>>(json).ShouldBe(marks);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"../x\"")]
    public void What_is_no_id_is_refused_while_reading(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<AccountId>(json));
}
