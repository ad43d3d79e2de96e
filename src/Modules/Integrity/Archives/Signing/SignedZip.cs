using System.IO.Compression;
using ElJournal.Integrity.Archives.Checking;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>The zip of an archive on the server, to which signatures are joined after it was made. No manifest speaks of them, so all of the rest stays.</summary>
internal sealed class SignedZip(string zip)
{
    /// <summary>What stands under what, read without the payload.</summary>
    /// <param name="Seal">SHA-256 of the tag manifest, hex.</param>
    /// <param name="TagManifest">What people and the time-stamping authority sign.</param>
    /// <param name="LongManifest">What a renewal stands under, with the stamp before.</param>
    /// <param name="LastStamp">The newest time-stamp; null: there is none.</param>
    /// <param name="Stamps">How many time-stamps there are.</param>
    public sealed record Content(string Seal, byte[] TagManifest, byte[] LongManifest, byte[]? LastStamp, int Stamps, IReadOnlyList<BagSignature> Signatures);

    /// <summary>Null: the file is not there, or is no archive.</summary>
    public Content? Look()
    {
        try
        {
            using var archive = ZipFile.OpenRead(zip);
            var faults = new List<ArchiveFault>();
            if (OpenedBag.Find(archive, faults) is not { Seal: { } seal } bag || bag.Bytes(BagSignatures.LongManifest, faults) is not { } manifest) return null;
            new SignatureCheck(bag, null, faults).Run();
            var stamps = bag.Signatures.Where(signature => signature.By is BagSigner.Stamp or BagSigner.Renewal).ToList();
            return new Content(seal, bag.Bytes(BagSignatures.TagManifest, faults)!, manifest, stamps.Count == 0 ? null : bag.Bytes(stamps[^1].Path, faults), stamps.Count, bag.Signatures);
        }
        catch (Exception damage) when (damage is FileNotFoundException or DirectoryNotFoundException || ZipDamage.Is(damage))
        {
            return null;
        }
    }

    /// <summary>
    /// Joins a signature, in a copy that is checked as a stranger would before it takes the archive's place; an archive that is half written is never
    /// seen. One that holds this very signature already stays as it is.
    /// </summary>
    /// <returns>SHA-256 and length of the zip as it now is.</returns>
    /// <exception cref="ArchiveRefused">It cannot be joined: the archive stays as it was.</exception>
    public async Task<(string Sha256, long Bytes)> Join(string path, byte[] signature, ArchiveTrust trust, CancellationToken cancel)
    {
        var draft = zip + ".part";
        try
        {
            File.Copy(zip, draft, overwrite: true);
            Put(draft, path, signature);
            var verdict = await new ArchiveVerifier(trust).Verify(draft, null, cancel);
            if (verdict.Faults is [var fault, ..]) throw ArchiveRefused.SpoiltBefore(fault.Text());
            File.Move(draft, zip, overwrite: true);
            await WriteDown(zip, verdict.Sha256);
            return (verdict.Sha256, verdict.Bytes);
        }
        catch (IOException full)
        {
            throw ArchiveRefused.NotJoined(full);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>The sum beside the zip, as <c>sha256sum -c</c> reads it.</summary>
    public static async Task WriteDown(string zip, string sha256)
    {
        var note = zip + ".sha256";
        await File.WriteAllTextAsync(note + ".part", $"{sha256}  {Path.GetFileName(zip)}\n", CancellationToken.None);
        File.Move(note + ".part", note, overwrite: true);
    }

    private static void Put(string draft, string path, byte[] signature)
    {
        using var file = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var first = archive.Entries[0];
            var name = first.FullName[..(first.FullName.IndexOf('/', StringComparison.Ordinal) + 1)] + path;
            if (archive.GetEntry(name) is { } before)
            {
                if (Read(before).AsSpan().SequenceEqual(signature)) return;
                before.Delete();
            }
            var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
            // As all the others: the same signature gives the same zip.
            entry.LastWriteTime = first.LastWriteTime;
            entry.ExternalAttributes = first.ExternalAttributes;
            using var into = entry.Open();
            into.Write(signature);
        }
        file.Flush(flushToDisk: true);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
