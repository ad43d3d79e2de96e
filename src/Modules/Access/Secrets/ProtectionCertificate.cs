using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ElJournal.Access.SigningIn;

namespace ElJournal.Access.Secrets;

/// <summary>
/// Сертификат ключей: wraps the keys of cookies and forms, which lie in the database (docs/adr/0009). Made at the first start, in a
/// file that nobody else may read; nodes share it by copying. A newer file <c>protection-*.pem</c> takes over, the former ones still open.
/// </summary>
public sealed class ProtectionCertificate(DataFolder folder, TimeProvider clock)
{
    public const string FileName = "protection.pem";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(3653);

    private readonly Lock turn = new();

    /// <summary>All certificates of this node, the one that wraps first.</summary>
    public IReadOnlyList<X509Certificate2> All => Directory.Exists(folder.Path)
        ? [.. Directory.GetFiles(folder.Path, "protection*.pem").Select(file => X509Certificate2.CreateFromPemFile(file))
            .OrderByDescending(certificate => certificate.NotBefore)]
        : [];

    /// <summary>Closes to everybody who has no certificate of this installation (CMS: RSA-OAEP, AES-256).</summary>
    public byte[] Wrap(byte[] secret)
    {
        var cms = new EnvelopedCms(new ContentInfo(secret), new AlgorithmIdentifier(new Oid("2.16.840.1.101.3.4.1.42")));
        cms.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, Current(), RSAEncryptionPadding.OaepSHA256));
        return cms.Encode();
    }

    public byte[] Unwrap(byte[] wrapped)
    {
        var cms = new EnvelopedCms();
        cms.Decode(wrapped);
        var ours = All;
        if (!ours.Any(own => IsFor(cms, own))) throw new ProtectionCertificateMissing(Named(cms), folder.Path);
        cms.Decrypt([.. ours]);
        return cms.ContentInfo.Content;
    }

    private static bool IsFor(EnvelopedCms cms, X509Certificate2 certificate) => cms.RecipientInfos.Cast<RecipientInfo>()
        .Any(recipient => recipient.RecipientIdentifier.Value is System.Security.Cryptography.Xml.X509IssuerSerial id
            && string.Equals(id.SerialNumber, certificate.SerialNumber, StringComparison.OrdinalIgnoreCase));

    private static string Named(EnvelopedCms cms) => cms.RecipientInfos.Cast<RecipientInfo>()
        .Select(recipient => recipient.RecipientIdentifier.Value is System.Security.Cryptography.Xml.X509IssuerSerial id ? id.SerialNumber : "?").First();

    private X509Certificate2 Current()
    {
        lock (turn)
        {
            if (All is [var newest, ..]) return newest;
            Directory.CreateDirectory(folder.Path);
            using var key = RSA.Create(3072);
            var request = new CertificateRequest("CN=ElJournal keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var now = clock.GetUtcNow();
            using var made = request.CreateSelfSigned(now.AddMinutes(-5), now + Validity);
            DataFolder.WritePrivate(Path.Combine(folder.Path, FileName), made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
            return All[0];
        }
    }
}

/// <summary>The keys in the database are closed with a certificate that this node does not have.</summary>
public sealed class ProtectionCertificateMissing(string serial, string folder)
    : Exception(AccessTexts.Of("protection.missing", serial, folder, ProtectionCertificate.FileName));
