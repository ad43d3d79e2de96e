using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ess;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using AttributeTable = Org.BouncyCastle.Asn1.Cms.AttributeTable;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace ElJournal.Integrity.Archives;

/// <summary>
/// Ключ архивов: ECDSA P-256 with a certificate of its own, by which the server signs the archives it makes. Kept like the log's key: outside the
/// database, readable by the server's user only. It says which server made an archive; that the school stands behind it, the director's signature says.
/// </summary>
public sealed class ArchiveKey
{
    public const string KeyFile = "archive-key.pem";
    public const string CertificateFile = "archive-cert.pem";

    private const int Years = 30;

    private readonly AsymmetricKeyParameter key;
    private readonly X509Certificate certificate;

    private ArchiveKey(string keyPem, string certificatePem)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(keyPem);
        key = PrivateKeyFactory.CreateKey(ecdsa.ExportPkcs8PrivateKey());
        using var loaded = X509Certificate2.CreateFromPem(certificatePem);
        certificate = new X509Certificate(loaded.RawData);
        CertificatePem = loaded.ExportCertificatePem() + "\n";
    }

    public string CertificatePem { get; }

    /// <summary>Reads key and certificate or, at the first archive, makes them.</summary>
    public static ArchiveKey LoadOrCreate(string directory, string name)
    {
        var (keyPath, certificatePath) = (Path.Combine(directory, KeyFile), Path.Combine(directory, CertificateFile));
        if (!File.Exists(keyPath) || !File.Exists(certificatePath))
        {
            Directory.CreateDirectory(directory);
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(
                new X500DistinguishedNameBuilder().With(name), ecdsa, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
            var now = DateTimeOffset.UtcNow;
            // Begins early: an archive is dated by its checkpoint, which is older than the key that signs the first of them.
            using var made = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(Years));
            Keep(certificatePath, made.ExportCertificatePem() + "\n");
            Keep(keyPath, ecdsa.ExportPkcs8PrivateKeyPem() + "\n");
        }
        return new ArchiveKey(File.ReadAllText(keyPath), File.ReadAllText(certificatePath));
    }

    /// <summary>
    /// A detached CMS signature with the signing certificate named in it (CAdES). The number that ECDSA needs is derived from key and message
    /// (RFC 6979), so the same manifest is signed by the same bytes.
    /// </summary>
    public byte[] Sign(byte[] content, DateTime at)
    {
        var attributes = new AttributeTable(new Asn1EncodableVector(
            new Org.BouncyCastle.Asn1.Cms.Attribute(PkcsObjectIdentifiers.Pkcs9AtSigningTime, new DerSet(new Org.BouncyCastle.Asn1.Cms.Time(at.ToUniversalTime()))),
            new Org.BouncyCastle.Asn1.Cms.Attribute(
                PkcsObjectIdentifiers.IdAASigningCertificateV2, new DerSet(new SigningCertificateV2(new EssCertIDv2(SHA256.HashData(certificate.GetEncoded())))))));
        var generator = new CmsSignedDataGenerator();
        generator.AddSignerInfoGenerator(new SignerInfoGeneratorBuilder()
            .WithSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes)).Build(new Repeatable(key), certificate));
        generator.AddCertificate(certificate);
        return generator.Generate(new CmsProcessableByteArray(content), false).GetEncoded();
    }

    private static void Keep(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path + ".part", options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
        file.Close();
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>ECDSA without chance.</summary>
    private sealed class Repeatable(AsymmetricKeyParameter key) : ISignatureFactory
    {
        public object AlgorithmDetails => new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha256);

        public IStreamCalculator<IBlockResult> CreateCalculator()
        {
            var signer = new DsaDigestSigner(new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest())), new Sha256Digest(), StandardDsaEncoding.Instance);
            signer.Init(forSigning: true, key);
            return new DefaultSignatureCalculator(signer);
        }
    }
}

internal static class DistinguishedNames
{
    public static X500DistinguishedName With(this X500DistinguishedNameBuilder builder, string name)
    {
        builder.AddCommonName(name);
        return builder.Build();
    }
}
