using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ElJournal.Integrity.Canonical;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Canonical;

public sealed class CanonicalForms
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData(" [ true , false , null ] ", "[true,false,null]")]
    [InlineData("{\"b\": 1, \"a\": {\"y\": [], \"x\": {}}}", "{\"a\":{\"x\":{},\"y\":[]},\"b\":1}")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740991", "-9007199254740991")]
    [InlineData("-0", "0")]
    [InlineData("\"\\u0414\\/\\u001F\\u0022\"", "\"Д/\\u001f\\\"\"")]
    [InlineData("\"\\b\\t\\n\\f\\r\\\\\\u007f\"", "\"\\b\\t\\n\\f\\r\\\\\u007f\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\"😀\"")]
    public void A_value_has_one_form(string json, string canonical) => CanonicalJson.Of(json).ShouldBe(canonical);

    [Fact]
    public void Keys_stand_in_the_order_of_UTF_16_as_in_RFC_8785() =>
        CanonicalJson.Of("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""")
            .ShouldBe("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("0.5")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"b\":1,\"a\":2,\"b\":3}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("\"\\u0000\"")]
    [InlineData("{\"\\u0000\":1}")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("[1,]")]
    [InlineData("{} {}")]
    [InlineData("01")]
    [InlineData("")]
    [InlineData("{\"a\"")]
    [InlineData("'a'")]
    public void What_programs_disagree_about_is_refused(string json) => Should.Throw<NotSealableException>(() => CanonicalJson.Of(json));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Should.Throw<NotSealableException>(() => CanonicalJson.Of([(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']));

    [Fact]
    public void Canonical_text_is_its_own_canonical_form() =>
        Values.Sample(value => CanonicalJson.Of(CanonicalJson.Of(value.Text(0))) == CanonicalJson.Of(value.Text(0)));

    [Fact]
    public void Order_of_keys_spaces_and_escapes_do_not_matter() =>
        Gen.Select(Values, Gen.Int).Sample((value, seed) => CanonicalJson.Of(value.Text(seed)) == CanonicalJson.Of(value.Text(0)));

    [Fact]
    public void The_value_is_kept() =>
        Values.Sample(value => JsonNode.DeepEquals(JsonNode.Parse(CanonicalJson.Of(value.Text(1))), JsonNode.Parse(value.Text(0))));

    [Fact]
    public void Keys_are_sorted_by_code_units() => Gen.Dictionary(Keys, Gen.Const(0)).Sample(keys =>
        JsonNode.Parse(CanonicalJson.Of(new Json.Object([.. keys.Select(key => (key.Key, (Json)new Json.Word("0")))]).Text(0)))!
            .AsObject().Select(member => member.Key)
            .SequenceEqual(keys.Keys.Order(StringComparer.Ordinal)));

    private static Gen<string> Keys { get; } = Gen.OneOf(
        Gen.String[Gen.Char["abcdefgh\"\\\n\t/é"], 0, 6],
        Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32),
        Gen.Int[0xE000, 0xFFFD].Select(char.ConvertFromUtf32));

    private static Gen<Json> Values { get; } = Gen.Recursive<Json>((depth, value) => depth >= 3
        ? Leaf
        : Gen.OneOf(
            Leaf,
            value.List[0, 5].Select(items => (Json)new Json.Array(items)),
            Gen.Dictionary(Keys, value)[0, 6].Select(members => (Json)new Json.Object([.. members.Select(member => (member.Key, member.Value))]))));

    private static Gen<Json> Leaf => Gen.OneOf(
        Gen.Int[0, 2].Select(i => (Json)new Json.Word(new[] { "null", "true", "false" }[i])),
        Gen.Long[-9007199254740991, 9007199254740991].Select(number => (Json)new Json.Word(number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        Keys.Select(text => (Json)new Json.Text_(text)));

    /// <summary>A JSON value that can be written in many ways: the seed decides the order of keys, spaces and escapes.</summary>
    private abstract record Json
    {
        public string Text(int seed)
        {
            var text = new StringBuilder();
            Write(text, seed == 0 ? null : new Random(seed));
            return text.ToString();
        }

        protected abstract void Write(StringBuilder text, Random? whim);

        private static void Quote(StringBuilder text, string value, Random? whim)
        {
            text.Append('"');
            foreach (var rune in value.EnumerateRunes())
            {
                var isEscaped = rune.Value is '"' or '\\' or < ' ' || whim?.Next(3) == 0;
                foreach (var unit in rune.ToString())
                {
                    _ = isEscaped ? text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}") : text.Append(unit);
                }
            }

            text.Append('"');
        }

        private static string Space(Random? whim) => whim?.Next(4) switch { 1 => " ", 2 => "\n\t", _ => "" };

        public sealed record Word(string Value) : Json
        {
            protected override void Write(StringBuilder text, Random? whim) => text.Append(Value).Append(Space(whim));
        }

        public sealed record Text_(string Value) : Json
        {
            protected override void Write(StringBuilder text, Random? whim) => Quote(text, Value, whim);
        }

        public sealed record Array(IReadOnlyList<Json> Items) : Json
        {
            protected override void Write(StringBuilder text, Random? whim)
            {
                text.Append('[').Append(Space(whim));
                for (var i = 0; i < Items.Count; i++)
                {
                    text.Append(i > 0 ? "," : "").Append(Space(whim));
                    Items[i].Write(text, whim);
                }

                text.Append(']');
            }
        }

        public sealed record Object(IReadOnlyList<(string Key, Json Value)> Members) : Json
        {
            protected override void Write(StringBuilder text, Random? whim)
            {
                var members = Members.ToArray();
                whim?.Shuffle(members);
                text.Append('{');
                for (var i = 0; i < members.Length; i++)
                {
                    text.Append(i > 0 ? "," : "").Append(Space(whim));
                    Quote(text, members[i].Key, whim);
                    text.Append(Space(whim)).Append(':').Append(Space(whim));
                    members[i].Value.Write(text, whim);
                }

                text.Append('}');
            }
        }
    }
}
