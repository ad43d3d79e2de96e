using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>
/// Архив подписан (D-16, A-9): a person's own signature, made outside, was checked and joined to the archive. Whom it names the signature itself says: here
/// it is known by its hashes alone. Who brought it and when is in the event's metadata.
/// </summary>
/// <param name="Year">Учебный год, <c>2026-2027</c>.</param>
/// <param name="Kind">Which bag: <c>J5</c>, <c>S25</c>, <c>P</c>.</param>
/// <param name="Seal">SHA-256 of the <c>tagmanifest-sha256.txt</c> that it stands under, lower-case hex.</param>
/// <param name="Signature">SHA-256 of the signature, hex.</param>
/// <param name="Serial">Serial number of the certificate, hex.</param>
/// <param name="Issuer">SHA-256 of its issuer's name as encoded, hex.</param>
/// <param name="Certificate">SHA-256 of the certificate, hex.</param>
/// <param name="Algorithm"><c>gost2012-256</c>, <c>gost2012-512</c>, <c>rsa-sha256</c>, <c>ecdsa-sha256</c> and the like.</param>
/// <param name="Claimed">When it was made, as the signer says, <c>2027-06-28T09:00:00Z</c>; null: it is not said.</param>
/// <param name="Sha256">Of the zip with it, hex.</param>
/// <param name="Bytes">Length of that zip.</param>
[Recorded("integrity.archive_signed.v1")]
public sealed record ArchiveSigned(
    string Year, string Kind, string Seal, string Signature, string Serial, string Issuer, string Certificate, string Algorithm, string? Claimed, string Sha256, long Bytes);
