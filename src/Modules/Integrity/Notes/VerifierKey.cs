using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace ElJournal.Integrity.Notes;

/// <summary>
/// Открытый ключ журнала: the public half, under the name it signs with (c2sp.org/signed-note).
/// Its text, the vkey, is <c>name+keyid+base64(0x01 ‖ public key)</c>: hand it out on paper, apart from the log.
/// </summary>
public sealed class VerifierKey
{
    private const byte Ed25519Kind = 0x01;

    /// <summary>DER of SubjectPublicKeyInfo with the Ed25519 identifier, up to the 32-byte key (RFC 8410 §4).</summary>
    private static readonly byte[] Spki = Convert.FromHexString("302a300506032b6570032100");

    private readonly byte[] publicKey;

    public VerifierKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
        {
            throw new FormatException("A key's name is not empty and has neither spaces nor '+'.");
        }

        if (publicKey.Length != Ed25519.PublicKeySize)
        {
            throw new FormatException("An Ed25519 public key has 32 bytes.");
        }

        Name = name;
        this.publicKey = publicKey.ToArray();
        byte[] named = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Kind, .. publicKey];
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named));
    }

    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key).</summary>
    public uint KeyId { get; }

    public static VerifierKey Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);
        if (parts.Length != 3 || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            throw new FormatException("Not a verifier key: name+keyid+base64.");
        }

        var key = Convert.FromBase64String(parts[2]);
        if (key is not [Ed25519Kind, ..])
        {
            throw new FormatException("Not an Ed25519 verifier key.");
        }

        var parsed = new VerifierKey(parts[0], key.AsSpan(1));
        return parsed.KeyId == id ? parsed : throw new FormatException("The verifier key's id belongs to another key.");
    }

    public bool HasSigned(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519.SignatureSize)
        {
            return false;
        }

        var text = message.ToArray();
        return Ed25519.Verify(signature.ToArray(), 0, publicKey, 0, text, 0, text.Length);
    }

    /// <summary>The same key under another name.</summary>
    public VerifierKey Under(string name) => new(name, publicKey);

    /// <summary>The key as openssl reads it.</summary>
    public string ToPem() => new string(PemEncoding.Write("PUBLIC KEY", [.. Spki, .. publicKey])) + "\n";

    /// <summary>The vkey text.</summary>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Ed25519Kind, .. publicKey])}";

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c == '+');
}
