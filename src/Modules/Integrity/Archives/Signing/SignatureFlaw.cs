namespace ElJournal.Integrity.Archives.Signing;

/// <summary>What is wrong with a signature or a time-stamp.</summary>
public enum SignatureFlaw
{
    /// <summary>Not a signature at all, or its bytes are damaged so far that nothing can be read of it.</summary>
    Unreadable,

    /// <summary>The signed bytes lie inside: it is not a signature apart from its file.</summary>
    NotDetached,

    /// <summary>Of several people at once.</summary>
    SeveralSigners,

    /// <summary>It does not bring the certificate it was made by.</summary>
    NoCertificate,

    /// <summary>Made by an algorithm that is not known, or no longer trusted.</summary>
    UnknownAlgorithm,

    /// <summary>It stands under other bytes.</summary>
    OtherBytes,

    /// <summary>It speaks of these bytes, but the signature itself does not hold.</summary>
    Damaged,

    /// <summary>The certificate was not yet, or no longer, in force at the time that the signature names.</summary>
    NotInForce,

    /// <summary>A time-stamp by a certificate that is not made for time-stamps.</summary>
    NotOfTime,

    /// <summary>The time-stamping authority answered with a refusal.</summary>
    NotGranted,
}

/// <summary>Whom a signature names, by the certificate it brings. Whose that certificate is, only the authority that issued it can say.</summary>
/// <param name="Name">As the certificate writes it: of the person, or of the time-stamping authority.</param>
/// <param name="Algorithm"><c>gost2012-256</c>, <c>gost2012-512</c>, <c>rsa-sha256</c>, <c>ecdsa-sha256</c> and the like.</param>
/// <param name="Serial">Of the certificate, lower-case hex.</param>
/// <param name="Issuer">SHA-256 of the issuer's name as the certificate encodes it, hex.</param>
/// <param name="Certificate">SHA-256 of the certificate, hex.</param>
/// <param name="At">When, UTC: as the signer claims, or as the authority witnesses; null: it is not said.</param>
/// <param name="From">First moment of the certificate, UTC.</param>
/// <param name="Until">Its last moment, UTC.</param>
public sealed record Signer(string Name, string Algorithm, string Serial, string Issuer, string Certificate, DateTime? At, DateTime From, DateTime Until);

/// <summary>What was found of a signature.</summary>
/// <param name="Signer">Null where not even that can be read.</param>
/// <param name="Flaw">Null: it holds.</param>
/// <param name="About">What the flaw is about, such as the algorithm's number.</param>
/// <param name="Der">The certificate itself.</param>
public sealed record SignatureJudgement(Signer? Signer, SignatureFlaw? Flaw = null, string? About = null, byte[]? Der = null)
{
    public bool Holds => Flaw is null && Signer is not null;

    /// <summary>The flaw as a sentence in the reader's language; null: it holds.</summary>
    public string? Text => Flaw is { } flaw ? SignatureWords.Of(flaw, About) : null;
}
