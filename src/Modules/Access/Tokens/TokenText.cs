using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Access.Tokens;

/// <summary>The token as a program holds it: <c>elj_</c> and 256 random bits. The prefix lets scanners and people recognize one that got lost.</summary>
public static class TokenText
{
    public const string Prefix = "elj_";

    private const int Bytes = 32;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of it. Null for a text that cannot be a token.</summary>
    public static string? Hash(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + Base64Url.GetEncodedLength(Bytes)
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
        : null;
}
