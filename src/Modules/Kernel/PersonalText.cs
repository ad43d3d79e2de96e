using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Kernel;

/// <summary>
/// Personal text inside an event: only a commitment and the id of its opening. The words lie in the schema <c>openings</c>
/// and can be erased there on lawful demand (152-ФЗ); every hash over the event still verifies.
/// </summary>
/// <param name="Commitment">Lower-case hex of HMAC-SHA256(salt, UTF-8 of the NFC value): 64 characters.</param>
/// <param name="Opening">Id of the row that holds salt and value.</param>
public sealed record PersonalText(string Commitment, Guid Opening);

/// <summary>Personal words on their way into the store: the event takes <see cref="Sealed"/>, the openings table takes the rest.</summary>
public sealed record Opening
{
    /// <summary>Commits to <paramref name="value"/> with a fresh 256-bit salt, so that a guess cannot be tested against the hash.</summary>
    public Opening(string value) : this(Guid.NewGuid(), RandomNumberGenerator.GetBytes(32), value)
    {
    }

    public Opening(Guid id, byte[] salt, string value)
    {
        Id = id;
        Salt = salt;
        Value = value.Normalize(NormalizationForm.FormC);
        Sealed = new PersonalText(Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(Value))), id);
    }

    public Guid Id { get; }

    public byte[] Salt { get; }

    public string Value { get; }

    public PersonalText Sealed { get; }

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"Opening {Id}";
}
