using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Integrity.Notes;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace ElJournal.Integrity.Witnessing;

/// <summary>
/// Открытый ключ свидетеля: whose cosignatures are believed (c2sp.org/tlog-cosignature, the Ed25519 kind). Its text is <c>name+keyid+base64(0x04 ‖ public key)</c>.
/// </summary>
public sealed class WitnessKey
{
    private const byte CosignatureKind = 0x04;
    private const int TimeSize = 8;

    private readonly byte[] publicKey;

    public WitnessKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!VerifierKey.IsName(name)) throw new FormatException("A witness's name is not empty and has neither spaces nor '+'.");
        if (publicKey.Length != Ed25519.PublicKeySize) throw new FormatException("An Ed25519 public key has 32 bytes.");
        Name = name;
        this.publicKey = publicKey.ToArray();
        byte[] named = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', CosignatureKind, .. publicKey];
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named));
    }

    public string Name { get; }

    public uint KeyId { get; }

    public static WitnessKey Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);
        if (parts.Length != 3 || parts[1].Length != 8 || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || Convert.FromBase64String(parts[2]) is not [CosignatureKind, .. var key]) throw new FormatException("Not the key of a witness: name+keyid+base64, of kind 4.");
        var parsed = new WitnessKey(parts[0], key);
        return parsed.KeyId == id ? parsed : throw new FormatException("The witness's key id belongs to another key.");
    }

    /// <summary>Signs a checkpoint's text with the moment, in whole seconds.</summary>
    public static NoteSignature Cosign(string name, SigningKey key, string text, DateTimeOffset at)
    {
        var bytes = new byte[TimeSize + Ed25519.SignatureSize];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeSeconds());
        key.Sign(Message(text, at.ToUnixTimeSeconds())).CopyTo(bytes, TimeSize);
        return new NoteSignature(name, new WitnessKey(name, key.PublicKey.Span).KeyId, bytes);
    }

    /// <summary>When this witness saw the text as the largest checkpoint of its log; null: the line is not its own, or does not verify.</summary>
    public DateTimeOffset? Cosigned(string text, NoteSignature line)
    {
        if (line.Name != Name || line.KeyId != KeyId || line.Bytes.Length != TimeSize + Ed25519.SignatureSize) return null;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(line.Bytes.Span);
        if (seconds < 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return null;
        var message = Message(text, seconds);
        return Ed25519.Verify(line.Bytes[TimeSize..].ToArray(), 0, publicKey, 0, message, 0, message.Length) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([CosignatureKind, .. publicKey])}";

    private static byte[] Message(string text, long seconds) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}
