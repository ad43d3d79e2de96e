using System.Security.Cryptography.X509Certificates;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>What is known of a school apart from its archives: without it whoever forges all of an archive forges its keys too.</summary>
/// <param name="Log">The key that signs the log's checkpoints.</param>
/// <param name="CertificatePem">The certificate by which the server signs archives.</param>
public sealed record ArchiveTrust(VerifierKey Log, string CertificatePem)
{
    private readonly byte[] certificate = Der(CertificatePem);

    internal bool IsServer(byte[] other) => other.AsSpan().SequenceEqual(certificate);

    private static byte[] Der(string pem)
    {
        using var loaded = X509Certificate2.CreateFromPem(pem);
        return loaded.RawData;
    }
}
