using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace ElJournal.Integrity.Notes;

/// <summary>
/// Ключ журнала: the Ed25519 key that signs checkpoints. It is kept outside the database, readable by the server's own user only,
/// as a PKCS#8 PEM file that openssl reads.
/// </summary>
public sealed class SigningKey
{
    /// <summary>DER of PrivateKeyInfo with the Ed25519 identifier, up to the 32-byte seed (RFC 8410 §7).</summary>
    private static readonly byte[] Pkcs8 = Convert.FromHexString("302e020100300506032b657004220420");

    private readonly byte[] seed;

    public SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.SecretKeySize)
        {
            throw new FormatException("An Ed25519 seed has 32 bytes.");
        }

        this.seed = seed.ToArray();
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(this.seed, 0, publicKey, 0);
        PublicKey = publicKey;
    }

    public ReadOnlyMemory<byte> PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        var text = message.ToArray();
        Ed25519.Sign(seed, 0, text, 0, text.Length, signature, 0);
        return signature;
    }

    /// <summary>The key as seen by those who check signatures made under <paramref name="name"/>.</summary>
    public VerifierKey Verifier(string name) => new(name, PublicKey.Span);

    /// <summary>Reads the key's file or, at the first start, makes the key and its file.</summary>
    public static SigningKey LoadOrCreate(string directory, string name)
    {
        var path = Path.Combine(directory, name + ".pem");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(directory);
            Create(directory, path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
        {
            throw new InvalidOperationException($"The key {path} can be read by others: chmod 600 it, or every checkpoint it signed is doubtful.");
        }

        return FromPem(File.ReadAllText(path), path);
    }

    private static void Create(string directory, string path)
    {
        var fresh = new byte[Ed25519.SecretKeySize];
        Ed25519.GeneratePrivateKey(new Org.BouncyCastle.Security.SecureRandom(), fresh);
        var draft = Path.Combine(directory, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(new string(System.Security.Cryptography.PemEncoding.Write("PRIVATE KEY", [.. Pkcs8, .. fresh])) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its key is the key.
            File.Delete(draft);
        }
    }

    private static SigningKey FromPem(string text, string path)
    {
        var fields = System.Security.Cryptography.PemEncoding.Find(text);
        var der = Convert.FromBase64String(text[fields.Base64Data]);
        return der.Length == Pkcs8.Length + Ed25519.SecretKeySize && der.AsSpan().StartsWith(Pkcs8)
            ? new SigningKey(der.AsSpan(Pkcs8.Length))
            : throw new FormatException($"{path} holds no Ed25519 key.");
    }
}
