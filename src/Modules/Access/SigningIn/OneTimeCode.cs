using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Одноразовый код: twelve characters that are not mistaken for one another, in three groups. With 59 random bits and few tries
/// a fast salted hash is enough; a person's own password is another matter (<see cref="Passwords"/>).
/// </summary>
public static class OneTimeCode
{
    public const int Length = 12;

    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>k7mf-p2xd-9qrt</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(4).Select(group => new string(group)));

    public static string Salt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Hash(string salt, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + Normal(code))));

    public static bool Matches(string salt, string hash, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(salt, typed)));

    /// <summary>Hyphens, blanks and capitals do not matter.</summary>
    private static string Normal(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

/// <summary>The code of a printed slip as it is kept: its hash, until the last day on which it is taken.</summary>
public sealed record SlipCode(string Salt, string Hash, DateOnly Until)
{
    public static SlipCode Of(string code, DateOnly until)
    {
        var salt = OneTimeCode.Salt();
        return new SlipCode(salt, OneTimeCode.Hash(salt, code), until);
    }

    public bool Takes(string typed, DateOnly today) => OneTimeCode.Matches(Salt, Hash, typed) && today <= Until;

    /// <summary>Never prints the hash: this record may meet a log.</summary>
    public override string ToString() => "SlipCode";
}
