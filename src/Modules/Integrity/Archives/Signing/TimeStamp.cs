using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Tsp;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>
/// Штамп времени (RFC 3161): the answer of a time-stamping authority, kept whole as it came, as <c>openssl ts -verify</c> takes it. It is judged by the
/// certificate it brings.
/// </summary>
internal static class TimeStamp
{
    /// <summary>What is asked of the authority.</summary>
    /// <param name="isRenewal">By SHA-512: a renewal is to outlive SHA-256.</param>
    public static TimeStampRequest Ask(byte[] content, bool isRenewal)
    {
        var generator = new TimeStampRequestGenerator();
        generator.SetCertReq(true);
        var nonce = new BigInteger(1, RandomNumberGenerator.GetBytes(8));
        return isRenewal
            ? generator.Generate(NistObjectIdentifiers.IdSha512, SHA512.HashData(content), nonce)
            : generator.Generate(NistObjectIdentifiers.IdSha256, SHA256.HashData(content), nonce);
    }

    /// <param name="content">What it must stand under.</param>
    /// <param name="asked">The question it answers; null: that is no longer known.</param>
    public static SignatureJudgement Judge(byte[] content, byte[] answer, TimeStampRequest? asked = null)
    {
        try
        {
            var response = new TimeStampResponse(answer);
            if (response.Status is not ((int)PkiStatus.Granted or (int)PkiStatus.GrantedWithMods) || response.TimeStampToken is not { } token)
                return new SignatureJudgement(null, SignatureFlaw.NotGranted, response.GetStatusString());
            var info = token.TimeStampInfo;
            var message = token.ToCmsSignedData();
            using var inside = new MemoryStream();
            message.SignedContent.Write(inside);
            var found = Cms.Judge(message, inside.ToArray(), info.GenTime.ToUniversalTime());
            // What the token says is in doubt before what it was said of.
            if (found.Flaw is not null and not SignatureFlaw.NotInForce) return found with { Flaw = found.Flaw is SignatureFlaw.OtherBytes ? SignatureFlaw.Damaged : found.Flaw };
            if (Cms.Hash(info.HashAlgorithm, content) is not { } hash) return found with { Flaw = SignatureFlaw.UnknownAlgorithm, About = info.HashAlgorithm.Algorithm.Id };
            if (!hash.AsSpan().SequenceEqual(info.GetMessageImprintDigest()) || (asked is not null && !asked.Nonce.Equals(info.Nonce))) return found with { Flaw = SignatureFlaw.OtherBytes };
            return found.Flaw is null && !IsOfTime(found.Der!) ? found with { Flaw = SignatureFlaw.NotOfTime } : found;
        }
        // As with any damaged bytes: the library has no common name for what it cannot read.
        catch (Exception)
        {
            return new SignatureJudgement(null, SignatureFlaw.Unreadable);
        }
    }

    private static bool IsOfTime(byte[] certificate)
    {
        try
        {
            TspUtil.ValidateCertificate(new Org.BouncyCastle.X509.X509Certificate(certificate));
            return true;
        }
        catch (Exception unfit) when (unfit is TspValidationException or ArgumentException)
        {
            return false;
        }
    }
}
