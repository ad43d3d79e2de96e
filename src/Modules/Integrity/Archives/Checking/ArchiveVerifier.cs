using System.IO.Compression;
using System.Security.Cryptography;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>
/// Проверка архива without a database: the zip, the manifests, every file, the log line by line up to the signed checkpoint, proofs, openings and
/// signatures. It trusts what it is given and nothing in the archive.
/// </summary>
/// <param name="trusted">
/// The school's own key and the certificate of its server; null: the archive is checked against those it brings, which proves only that it is whole.
/// </param>
public sealed class ArchiveVerifier(ArchiveTrust? trusted = null)
{
    private const int BufferSize = 1 << 17;

    /// <param name="path">Of the zip. A file <c>.sha256</c> beside it is heeded.</param>
    public async Task<ArchiveVerdict> Verify(string path, IProgress<ArchiveStep>? said = null, CancellationToken cancel = default)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        return await Verify(file, await WrittenDown(path, cancel), said, cancel);
    }

    /// <param name="file">The zip; it must be possible to move about in it.</param>
    /// <param name="sum">What its SHA-256 was when it was made, hex; null: not known.</param>
    public async Task<ArchiveVerdict> Verify(Stream file, string? sum, IProgress<ArchiveStep>? said = null, CancellationToken cancel = default)
    {
        var faults = new List<ArchiveFault>();
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        if (sum is not null && sum != sha256) faults.Add(new ArchiveFault(ArchiveDamage.ZipDiffers));
        OpenedBag? bag = null;
        string? seal = null;
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            bag = OpenedBag.Find(zip, faults);
            if (bag is not null) await Task.Run(() => new Check(bag, trusted, faults, said).Run(cancel), cancel);
            seal = bag?.Seal;
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            faults.Add(new ArchiveFault(ArchiveDamage.NotAnArchive));
        }
        return new ArchiveVerdict(
            bag?.Name, bag?.Info("ElJournal-Kind"), bag?.Info("ElJournal-Year"), sha256, file.Length, bag?.Checkpoint?.ToString(), bag?.Root, seal, bag?.Signatures ?? [],
            bag?.Entries.Count ?? 0, bag?.Lines ?? 0, bag?.Redacted ?? 0, Ordered(faults));
    }

    /// <summary>A place in the log says more than a file, a file more than the whole.</summary>
    private static List<ArchiveFault> Ordered(List<ArchiveFault> faults) =>
        [.. faults.OrderBy(fault => fault.Index is null).ThenBy(fault => fault.Index).ThenBy(fault => fault.Path is null)];

    private static async Task<string?> WrittenDown(string path, CancellationToken cancel)
    {
        if (!File.Exists(path + ".sha256")) return null;
        var text = await File.ReadAllTextAsync(path + ".sha256", cancel);
        return text.Length >= 64 ? text[..64].ToLowerInvariant() : "";
    }
}
