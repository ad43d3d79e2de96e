using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElJournal.Kernel;

/// <summary>An opaque identifier: 1–64 characters of <c>[0-9a-z.-]</c>, so that it is safe in stream keys, file names and exchange formats.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}

/// <summary>Makes and checks the text of identifiers.</summary>
public static class Id
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new random id: 16 characters, 80 bits. It says nothing about the person or thing it names (152-ФЗ).</summary>
    public static T New<T>() where T : struct, IId<T> => T.From(RandomNumberGenerator.GetString(Alphabet, 16));

    public static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= 64 } && value.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '.' or '-');

    public static string Checked(string value) =>
        IsValid(value) ? value : throw new FormatException("An id is 1–64 characters of 0-9, a-z, '.' and '-'.");
}

/// <summary>Writes an id as a plain JSON string, also where it is a dictionary's key.</summary>
public sealed class IdJsonConverter<T> : JsonConverter<T> where T : struct, IId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static T Parse(string? text) =>
        Id.IsValid(text) ? T.From(text) : throw new JsonException("Not an id.");
}

/// <summary>Школа: the tenant. Every stream, document and sealed log belongs to exactly one.</summary>
[JsonConverter(typeof(IdJsonConverter<SchoolId>))]
public readonly record struct SchoolId(string Value) : IId<SchoolId>
{
    /// <summary>At most 24 characters without dots and dashes, because the school names its partitions in the database.</summary>
    public static SchoolId From(string value) => Id.IsValid(value) && value.Length <= 24 && value.All(char.IsAsciiLetterOrDigit)
        ? new(value)
        : throw new FormatException("A school's id is 1–24 characters of 0-9 and a-z.");

    public override string ToString() => Value;
}

/// <summary>Учётная запись: who acts. A person may hold several roles under one account.</summary>
[JsonConverter(typeof(IdJsonConverter<AccountId>))]
public readonly record struct AccountId(string Value) : IId<AccountId>
{
    public static AccountId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the account's stream, and the resource of the right to one's own account.</summary>
    public string Resource => "account/" + Value;

    public override string ToString() => Value;
}
