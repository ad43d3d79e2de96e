using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.CryptoPro;
using Org.BouncyCastle.Asn1.Ess;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Rosstandart;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using CmsAttributes = Org.BouncyCastle.Asn1.Cms.CmsAttributes;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>What signatures of people and of time-stamping authorities have in common: one signer of a CMS message, his certificate, his algorithm.</summary>
internal static class Cms
{
    /// <summary>Hashes that are trusted. SHA-1 and GOST R 34.11-94 no longer are.</summary>
    private static readonly Dictionary<DerObjectIdentifier, string> Hashes = new()
    {
        [NistObjectIdentifiers.IdSha256] = "sha256",
        [NistObjectIdentifiers.IdSha384] = "sha384",
        [NistObjectIdentifiers.IdSha512] = "sha512",
        [RosstandartObjectIdentifiers.id_tc26_gost_3411_12_256] = "streebog256",
        [RosstandartObjectIdentifiers.id_tc26_gost_3411_12_512] = "streebog512",
    };

    private static readonly Dictionary<DerObjectIdentifier, string> Keys = new()
    {
        [PkcsObjectIdentifiers.RsaEncryption] = "rsa",
        [PkcsObjectIdentifiers.IdRsassaPss] = "rsa",
        [X9ObjectIdentifiers.IdECPublicKey] = "ecdsa",
        [RosstandartObjectIdentifiers.id_tc26_gost_3410_12_256] = "gost2012-256",
        [RosstandartObjectIdentifiers.id_tc26_gost_3410_12_512] = "gost2012-512",
    };

    /// <summary>The hash of some bytes; null: by an algorithm that is not trusted.</summary>
    public static byte[]? Hash(AlgorithmIdentifier algorithm, byte[] content) =>
        Hashes.ContainsKey(algorithm.Algorithm) ? DigestUtilities.CalculateDigest(algorithm.Algorithm, content) : null;

    /// <param name="content">What the signature must stand under.</param>
    /// <param name="at">When it was made, if that is known better than from the signer's own claim.</param>
    public static SignatureJudgement Judge(CmsSignedData message, byte[] content, DateTime? at = null)
    {
        var signers = message.GetSignerInfos().GetSigners();
        if (signers.Count == 0) return new SignatureJudgement(null, SignatureFlaw.Unreadable);
        if (signers.Count > 1) return new SignatureJudgement(null, SignatureFlaw.SeveralSigners);
        var signer = signers[0];
        if (message.GetCertificates().EnumerateMatches(signer.SignerID).FirstOrDefault() is not { } certificate) return new SignatureJudgement(null, SignatureFlaw.NoCertificate);
        var (key, hash) = (certificate.SubjectPublicKeyInfo.Algorithm.Algorithm, signer.DigestAlgorithmID.Algorithm);
        var algorithm = Keys.GetValueOrDefault(key) is not { } keyName || Hashes.GetValueOrDefault(hash) is not { } hashName ? null
            : keyName.StartsWith("gost", StringComparison.Ordinal) ? keyName
            : $"{keyName}-{hashName}";
        var found = new SignatureJudgement(Describe(certificate, algorithm ?? key.Id, at ?? TimeOf(signer)), Der: certificate.GetEncoded());
        if (algorithm is null) return found with { Flaw = SignatureFlaw.UnknownAlgorithm, About = Keys.ContainsKey(key) ? hash.Id : key.Id };
        if (signer.SignedAttributes?[CmsAttributes.MessageDigest] is { } stated && !Hash(signer.DigestAlgorithmID, content)!.AsSpan().SequenceEqual(Octets(stated)))
            return found with { Flaw = SignatureFlaw.OtherBytes };
        if (!IsRight(signer, certificate)) return found with { Flaw = signer.SignedAttributes is null ? SignatureFlaw.OtherBytes : SignatureFlaw.Damaged };
        return found.Signer!.At is { } claimed && !certificate.IsValid(claimed)
            ? found with { Flaw = SignatureFlaw.NotInForce, About = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{certificate.NotBefore:dd.MM.yyyy}–{certificate.NotAfter:dd.MM.yyyy}, {claimed:dd.MM.yyyy}") }
            : found;
    }

    private static bool IsRight(SignerInformation signer, X509Certificate certificate)
    {
        try
        {
            return signer.Verify(KeyOf(certificate.SubjectPublicKeyInfo)) && NamesIts(signer, certificate);
        }
        // Damaged bytes make the library fail in ways it has no common name for: whatever it cannot compute is no signature.
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>
    /// The key of a certificate. With the parameter sets of TC26 a certificate names the curve alone, as RFC 9215 asks, where the library
    /// wants a hash beside it: it gets the one that goes with the key.
    /// </summary>
    private static AsymmetricKeyParameter KeyOf(SubjectPublicKeyInfo info)
    {
        var algorithm = info.Algorithm.Algorithm;
        if (Keys.GetValueOrDefault(algorithm)?.StartsWith("gost", StringComparison.Ordinal) != true) return PublicKeyFactory.CreateKey(info);
        var curve = DerObjectIdentifier.GetInstance(Asn1Sequence.GetInstance(info.Algorithm.Parameters)[0]);
        var hash = algorithm.Equals(RosstandartObjectIdentifiers.id_tc26_gost_3410_12_256)
            ? RosstandartObjectIdentifiers.id_tc26_gost_3411_12_256
            : RosstandartObjectIdentifiers.id_tc26_gost_3411_12_512;
        return PublicKeyFactory.CreateKey(new SubjectPublicKeyInfo(new AlgorithmIdentifier(algorithm, new Gost3410PublicKeyAlgParameters(curve, hash)), info.PublicKey.GetBytes()));
    }

    /// <summary>Where the signed attributes name a certificate (CAdES, RFC 3161), it is this one: another with the same key would be another person.</summary>
    private static bool NamesIts(SignerInformation signer, X509Certificate certificate)
    {
        var named = signer.SignedAttributes?[PkcsObjectIdentifiers.IdAASigningCertificateV2] is { } second
            ? SigningCertificateV2.GetInstance(second.AttrValues[0]).GetCerts()[0]
            : signer.SignedAttributes?[PkcsObjectIdentifiers.IdAASigningCertificate] is { } first
                ? EssCertIDv2.From(SigningCertificate.GetInstance(first.AttrValues[0]).GetCerts()[0])
                : null;
        return named is null || DigestUtilities.CalculateDigest(named.HashAlgorithm.Algorithm, certificate.GetEncoded()).AsSpan().SequenceEqual(named.GetCertHash());
    }

    private static Signer Describe(X509Certificate certificate, string algorithm, DateTime? at) => new(
        NameOf(certificate.SubjectDN), algorithm, certificate.SerialNumber.ToString(16), Sum(certificate.IssuerDN.GetEncoded()), Sum(certificate.GetEncoded()), at,
        certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    /// <summary>A certificate of an organisation names the person by surname and given names, beside its own name.</summary>
    private static string NameOf(X509Name subject)
    {
        var common = subject.GetValueList(X509Name.CN).FirstOrDefault();
        var person = string.Join(' ', subject.GetValueList(X509Name.Surname).Concat(subject.GetValueList(X509Name.GivenName)));
        return person.Length > 0 && common is not null && person != common ? $"{person} ({common})"
            : person.Length > 0 ? person
            : common ?? subject.ToString();
    }

    private static DateTime? TimeOf(SignerInformation signer)
    {
        try
        {
            return signer.SignedAttributes?[CmsAttributes.SigningTime] is { } time
                ? Org.BouncyCastle.Asn1.Cms.Time.GetInstance(time.AttrValues[0]).ToDateTime().ToUniversalTime()
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static byte[] Octets(Org.BouncyCastle.Asn1.Cms.Attribute attribute) => Asn1OctetString.GetInstance(attribute.AttrValues[0]).GetOctets();

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
