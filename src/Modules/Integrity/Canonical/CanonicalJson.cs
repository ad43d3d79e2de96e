using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ElJournal.Integrity.Canonical;

/// <summary>
/// Writes JSON in its canonical form (JCS, RFC 8785) for the values a journal stores: strings, booleans, null, arrays, objects
/// and integers below 2^53. Fractions, repeated keys, lone surrogates and U+0000 are refused: programs disagree about them.
/// One writer is used again and again, so that verifying a year allocates nothing for each event.
/// </summary>
public sealed class CanonicalJson
{
    private const long FirstInexactInteger = 1L << 53;

    private static readonly SearchValues<byte> MustBeEscaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private byte[] output = new byte[4096];
    private byte[] unescaped = new byte[256];
    private byte[] keys = new byte[256];
    private byte[] reordered = new byte[1024];
    private Member[] members = new Member[64];
    private int length;
    private int keysLength;
    private int memberCount;

    /// <summary>What has been written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => output.AsSpan(0, length);

    /// <summary>The canonical form of one JSON text.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var canonical = new CanonicalJson();
        canonical.Value(json);
        return canonical.Written.ToArray();
    }

    public static string Of(string json) => Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(json)));

    public void Clear() => length = keysLength = memberCount = 0;

    /// <summary>Bytes that are canonical already: punctuation and keys known beforehand.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        length += bytes.Length;
    }

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        length += written;
    }

    public void Text(Guid id)
    {
        Raw("\""u8);
        id.TryFormat(Room(36), out var written);
        length += written;
        Raw("\""u8);
    }

    /// <summary>A JSON string of plain UTF-8 text.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new NotSealableException("The text is not UTF-8.");
        }

        Quoted(text);
    }

    /// <summary>One JSON text of any shape and key order.</summary>
    public void Value(ReadOnlySpan<byte> json)
    {
        var reader = Begin(json);
        try
        {
            reader.Read();
            Value(ref reader);
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new NotSealableException(e.Message, e);
        }
    }

    /// <summary>The members of one JSON object whose keys are among <paramref name="names"/>; the others are passed over unread.</summary>
    public void ObjectOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte[]> names)
    {
        var reader = Begin(json);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new NotSealableException("An object was expected.");
            }

            Object(ref reader, names);
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new NotSealableException(e.Message, e);
        }
    }

    private static Utf8JsonReader Begin(ReadOnlySpan<byte> json) => Utf8.IsValid(json)
        ? new Utf8JsonReader(json, isFinalBlock: true, state: default)
        : throw new NotSealableException("The text is not UTF-8.");

    private void Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                String(ref reader);
                break;
            case JsonTokenType.Number:
                Number(reader.ValueSpan);
                break;
            case JsonTokenType.True:
                Raw("true"u8);
                break;
            case JsonTokenType.False:
                Raw("false"u8);
                break;
            case JsonTokenType.Null:
                Raw("null"u8);
                break;
            case JsonTokenType.StartArray:
                Array(ref reader);
                break;
            case JsonTokenType.StartObject:
                Object(ref reader, []);
                break;
            default:
                throw new NotSealableException($"Unexpected {reader.TokenType}.");
        }
    }

    private void Array(ref Utf8JsonReader reader)
    {
        Raw("["u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
            {
                Raw(","u8);
            }

            Value(ref reader);
        }

        Raw("]"u8);
    }

    private void Object(ref Utf8JsonReader reader, ReadOnlySpan<byte[]> names)
    {
        var (firstMember, firstKey) = (memberCount, keysLength);
        var ordered = true;
        Raw("{"u8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (names.Length > 0 && !IsAmong(ref reader, names))
            {
                reader.Skip();
                continue;
            }

            if (memberCount > firstMember)
            {
                Raw(","u8);
            }

            var member = Key(ref reader);
            reader.Read();
            Value(ref reader);
            member = member with { Length = length - member.Start };
            ordered = ordered && (memberCount == firstMember || Compare(members[memberCount - 1], member) < 0);
            Push(member);
        }

        if (!ordered)
        {
            Reorder(members.AsSpan(firstMember, memberCount - firstMember));
        }

        Raw("}"u8);
        (memberCount, keysLength) = (firstMember, firstKey);
    }

    private static bool IsAmong(ref Utf8JsonReader reader, ReadOnlySpan<byte[]> names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private Member Key(ref Utf8JsonReader reader)
    {
        var start = length;
        if (!reader.ValueIsEscaped)
        {
            var keyLength = reader.ValueSpan.Length;
            var room = Room(keyLength + 3);
            room[0] = (byte)'"';
            reader.ValueSpan.CopyTo(room[1..]);
            room[keyLength + 1] = (byte)'"';
            room[keyLength + 2] = (byte)':';
            length += keyLength + 3;
            return new Member(start, 0, start + 1, keyLength, Aside: false);
        }

        var plain = Unescaped(ref reader);
        Grow(ref keys, keysLength + plain.Length);
        plain.CopyTo(keys.AsSpan(keysLength));
        var member = new Member(start, 0, keysLength, plain.Length, Aside: true);
        keysLength += plain.Length;
        Quoted(plain);
        Raw(":"u8);
        return member;
    }

    private void Push(in Member member)
    {
        if (memberCount == members.Length)
        {
            System.Array.Resize(ref members, memberCount * 2);
        }

        members[memberCount++] = member;
    }

    private void Reorder(Span<Member> unordered)
    {
        var start = unordered[0].Start;
        var size = length - start;
        Grow(ref reordered, size);
        unordered.Sort(Compare);
        var at = 0;
        for (var i = 0; i < unordered.Length; i++)
        {
            ref readonly var member = ref unordered[i];
            if (i > 0)
            {
                if (Compare(unordered[i - 1], member) == 0)
                {
                    throw new NotSealableException("A key is given twice.");
                }

                reordered[at++] = (byte)',';
            }

            output.AsSpan(member.Start, member.Length).CopyTo(reordered.AsSpan(at));
            at += member.Length;
        }

        reordered.AsSpan(0, size).CopyTo(output.AsSpan(start));
    }

    private ReadOnlySpan<byte> KeyOf(in Member member) => (member.Aside ? keys : output).AsSpan(member.KeyStart, member.KeyLength);

    private int Compare(Member left, Member right) => CompareAsUtf16(KeyOf(left), KeyOf(right));

    /// <summary>
    /// The order of UTF-16 code units told from UTF-8: that of the bytes, except that characters beyond U+FFFF (lead byte F0 and up)
    /// are surrogates in UTF-16 and stand before U+E000–U+FFFF (lead bytes EE and EF).
    /// </summary>
    private static int CompareAsUtf16(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }

        var (l, r) = (left[common], right[common]);
        return l >= 0xEE && r >= 0xEE && l >= 0xF0 != r >= 0xF0 ? r - l : l - r;
    }

    private void String(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            Quoted(Unescaped(ref reader));
            return;
        }

        var size = reader.ValueSpan.Length;
        var room = Room(size + 2);
        room[0] = (byte)'"';
        reader.ValueSpan.CopyTo(room[1..]);
        room[size + 1] = (byte)'"';
        length += size + 2;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        Grow(ref unescaped, reader.ValueSpan.Length);
        return unescaped.AsSpan(0, reader.CopyString(unescaped));
    }

    private void Quoted(ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        while (text.IndexOfAny(MustBeEscaped) is >= 0 and var stop)
        {
            Raw(text[..stop]);
            Escaped(text[stop]);
            text = text[(stop + 1)..];
        }

        Raw(text);
        Raw("\""u8);
    }

    private void Escaped(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                Raw("\\\""u8);
                break;
            case (byte)'\\':
                Raw("\\\\"u8);
                break;
            case (byte)'\b':
                Raw("\\b"u8);
                break;
            case (byte)'\t':
                Raw("\\t"u8);
                break;
            case (byte)'\n':
                Raw("\\n"u8);
                break;
            case (byte)'\f':
                Raw("\\f"u8);
                break;
            case (byte)'\r':
                Raw("\\r"u8);
                break;
            case 0:
                throw new NotSealableException("U+0000 is not stored.");
            default:
                Raw("\\u00"u8);
                Raw([Hex(character >> 4), Hex(character & 15)]);
                break;
        }
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);

    private void Number(ReadOnlySpan<byte> digits)
    {
        if (!Utf8Parser.TryParse(digits, out long value, out var consumed) || consumed != digits.Length
            || value is >= FirstInexactInteger or <= -FirstInexactInteger)
        {
            throw new NotSealableException($"{Encoding.UTF8.GetString(digits)} is not an integer below 2^53.");
        }

        Integer(value);
    }

    private Span<byte> Room(int size)
    {
        Grow(ref output, length + size);
        return output.AsSpan(length);
    }

    private static void Grow(ref byte[] buffer, int size)
    {
        if (buffer.Length < size)
        {
            System.Array.Resize(ref buffer, Math.Max(size, buffer.Length * 2));
        }
    }

    /// <summary>Where a member stands in the output, and its key: in the output too or, when written with escapes, aside.</summary>
    private readonly record struct Member(int Start, int Length, int KeyStart, int KeyLength, bool Aside);
}
