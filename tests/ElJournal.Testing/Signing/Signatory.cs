using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElJournal.Testing.Signing;

/// <summary>A person with a key and a certificate, who signs files with openssl.</summary>
public sealed class Signatory
{
    private readonly string folder;
    private readonly string name;

    private Signatory(string folder, string name) => (this.folder, this.name) = (folder, name);

    public string Certificate => Path.Combine(folder, name + ".crt");

    /// <param name="algorithm"><c>rsa</c> or <c>ecdsa</c>.</param>
    /// <param name="from">Days from today that the certificate begins; <paramref name="days"/>: how many it lasts.</param>
    public static async Task<Signatory> Come(string folder, string person = "Директорова Вера Сергеевна", string algorithm = "ecdsa", int from = -1, int days = 365)
    {
        var name = "person-" + Guid.NewGuid().ToString("N")[..8];
        var began = DateTimeOffset.UtcNow.AddDays(from);
        using var ecdsa = algorithm == "ecdsa" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        using var rsa = algorithm == "rsa" ? RSA.Create(2048) : null;
        var subject = new X500DistinguishedName($"CN={person}");
        var request = ecdsa is not null ? new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256) : new CertificateRequest(subject, rsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(began, began.AddDays(days));
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".crt"), made.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".key"), ecdsa?.ExportPkcs8PrivateKeyPem() ?? rsa!.ExportPkcs8PrivateKeyPem());
        return new Signatory(folder, name);
    }

    /// <summary>A detached CMS signature.</summary>
    /// <param name="also">More that openssl is told.</param>
    public async Task<byte[]> Sign(byte[] content, params IReadOnlyList<string> also)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".txt"), content);
        await Openssl.Run(
            folder, [.. (string[])["cms", "-sign", "-binary", "-in", name + ".txt", "-signer", name + ".crt", "-inkey", name + ".key", "-out", name + ".p7s"], .. also.Contains("-outform") ? also : ["-outform", "DER", .. also]]);
        return await File.ReadAllBytesAsync(Path.Combine(folder, name + ".p7s"));
    }

    /// <summary>A key file of its own for a second signer of one message.</summary>
    public IReadOnlyList<string> AsSecond => ["-signer", name + ".crt", "-inkey", name + ".key"];
}
