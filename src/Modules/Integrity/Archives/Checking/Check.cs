using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using ElJournal.Integrity.Archives.Making;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>One pass over an opened bag.</summary>
internal sealed class Check(OpenedBag bag, ArchiveTrust? trusted, List<ArchiveFault> faults, IProgress<ArchiveStep>? said)
{
    private const string Payload = "data/";
    private const string Events = "data/log/events/";
    private const string LeafHashes = "data/log/leafhashes.bin";
    private const string TagManifest = BagSignatures.TagManifest;

    private readonly byte[] buffer = new byte[1 << 17];

    public void Run(CancellationToken cancel)
    {
        var tags = ReadManifest(TagManifest);
        foreach (var (path, hash) in tags) Compare(path, hash, null, cancel);
        var short256 = ReadManifest("manifest-sha256.txt");
        var long512 = ReadManifest("manifest-sha512.txt");
        if (!short256.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(long512.Keys)) faults.Add(new ArchiveFault(ArchiveDamage.ManifestsDisagree, "manifest-sha512.txt"));
        var key = Key();
        var checkpoint = ReadCheckpoint(key);
        Files(short256, long512, checkpoint, cancel);
        Added(tags, short256);
        Proofs(key, checkpoint);
        Statements(cancel);
        Openings();
        new SignatureCheck(bag, trusted, faults).Run();
    }

    private void Files(Dictionary<string, string> short256, Dictionary<string, string> long512, Checkpoint? checkpoint, CancellationToken cancel)
    {
        using var leaves = bag.Entries.TryGetValue(LeafHashes, out var hashes) ? new BufferedStream(hashes.Open(), 1 << 16) : null;
        var log = new LogCheck(leaves, faults);
        foreach (var (place, path) in short256.Keys.Order(StringComparer.Ordinal).Index())
        {
            Compare(path, short256[path], long512.GetValueOrDefault(path), cancel, path.StartsWith(Events, StringComparison.Ordinal) ? log : null);
            said?.Report(new ArchiveStep(ArchiveStage.Checking, place + 1, short256.Count));
        }
        bag.Lines = log.Lines;
        bag.Redacted = log.Redacted;
        if (checkpoint is null || !bag.Entries.Keys.Any(path => path.StartsWith(Events, StringComparison.Ordinal))) return;
        bag.Root = log.Root().ToHex();
        if (log.Lines != checkpoint.Size) faults.Add(new ArchiveFault(ArchiveDamage.LengthDiffers, Events.TrimEnd('/'), Index: Math.Min(log.Lines, checkpoint.Size)));
        else if (log.Root() != checkpoint.Root && log.AgreesWithLeaves) faults.Add(new ArchiveFault(ArchiveDamage.RootDiffers, "data/log/checkpoint"));
    }

    /// <summary>One file against its hashes; lines of the log on their way through the same bytes.</summary>
    private void Compare(string path, string short256, string? long512, CancellationToken cancel, LogCheck? log = null)
    {
        if (!bag.Entries.TryGetValue(path, out var entry))
        {
            faults.Add(new ArchiveFault(ArchiveDamage.FileMissing, path));
            return;
        }
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = long512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        try
        {
            using var stream = entry.Open();
            if (log is not null) log.Read(path, stream, bytes => Take(bytes.Span), cancel);
            else
            {
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    cancel.ThrowIfCancellationRequested();
                    Take(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            OpenedBag.Unreadable(path, faults);
            return;
        }
        if (Hex(sha256) != short256 || (sha512 is not null && Hex(sha512) != long512)) faults.Add(new ArchiveFault(ArchiveDamage.FileDiffers, path));

        void Take(ReadOnlySpan<byte> bytes)
        {
            sha256.AppendData(bytes);
            sha512?.AppendData(bytes);
        }
    }

    private void Added(Dictionary<string, string> tags, Dictionary<string, string> payload)
    {
        foreach (var path in bag.Entries.Keys.Order(StringComparer.Ordinal))
        {
            if (path == TagManifest || path.StartsWith(BagSignatures.Folder, StringComparison.Ordinal)) continue;
            if (path.StartsWith(Payload, StringComparison.Ordinal) ? !payload.ContainsKey(path) : !tags.ContainsKey(path)) faults.Add(new ArchiveFault(ArchiveDamage.FileAdded, path));
        }
    }

    private VerifierKey? Key()
    {
        VerifierKey? own = null;
        try
        {
            own = bag.Text("data/log/vkey", faults) is { } text ? VerifierKey.Parse(text.TrimEnd('\n')) : null;
        }
        catch (FormatException)
        {
            faults.Add(new ArchiveFault(ArchiveDamage.CheckpointForged, "data/log/vkey"));
        }
        if (trusted is not null && own is not null && own.ToPem() != trusted.Log.ToPem()) faults.Add(new ArchiveFault(ArchiveDamage.KeyForeign, "data/log/vkey"));
        return own;
    }

    private Checkpoint? ReadCheckpoint(VerifierKey? key)
    {
        const string path = "data/log/checkpoint";
        try
        {
            if (bag.Text(path, faults) is not { } text) return null;
            bag.Checkpoint = SignedNote.Parse(text);
            var checkpoint = Checkpoint.Parse(bag.Checkpoint.Text);
            // The school's own key decides where it is known, under the name of the log.
            var judge = trusted?.Log.Under(checkpoint.Origin) ?? key;
            if (judge is null || !bag.Checkpoint.IsSignedBy(judge) || judge.Name != checkpoint.Origin) faults.Add(new ArchiveFault(ArchiveDamage.CheckpointForged, path));
            return checkpoint;
        }
        catch (FormatException)
        {
            faults.Add(new ArchiveFault(ArchiveDamage.CheckpointForged, path));
            return null;
        }
    }

    /// <summary>Each proof against the leaf hash of its index.</summary>
    private void Proofs(VerifierKey? key, Checkpoint? checkpoint)
    {
        foreach (var path in bag.Entries.Keys.Where(path => path.EndsWith(".tlog-proof", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (bag.Text(path, faults) is { } text && (key is null || checkpoint is null || !Holds(path, text, key, checkpoint))) faults.Add(new ArchiveFault(ArchiveDamage.ProofFalse, path));
        }
    }

    private bool Holds(string path, string text, VerifierKey key, Checkpoint checkpoint)
    {
        try
        {
            var proof = TlogProof.Parse(text);
            return (LeafBeside(path) ?? LeafAt(proof.Index)) is { } leaf && proof.Proves(leaf, checkpoint.Origin, key);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The leaf of the line that lies in a file of its own, as in a bag of statements.</summary>
    private Digest? LeafBeside(string proof) =>
        bag.Bytes(StatementCheck.LineOf(Path.GetFileNameWithoutExtension(proof)), faults) is [.. var line, (byte)'\n'] ? TreeHash.Leaf(line) : null;

    /// <summary>Each statement against the line of the log that seals it.</summary>
    private void Statements(CancellationToken cancel)
    {
        foreach (var path in bag.Entries.Keys.Where(path => path.StartsWith(StatementCheck.Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var line = bag.Bytes(StatementCheck.LineOf(Path.GetFileNameWithoutExtension(path)), faults);
            if (bag.Bytes(path, faults) is { } bytes && (line is null || !StatementCheck.Seals(line, path, bytes))) faults.Add(new ArchiveFault(ArchiveDamage.StatementDiffers, path));
        }
    }

    private Digest? LeafAt(long index)
    {
        if (!bag.Entries.TryGetValue(LeafHashes, out var entry)) return null;
        try
        {
            using var stream = new BufferedStream(entry.Open(), 1 << 16);
            var leaf = new byte[Digest.Size];
            for (var at = 0L; at <= index; at++)
            {
                if (stream.ReadAtLeast(leaf, Digest.Size, throwOnEndOfStream: false) < Digest.Size) return null;
            }
            return Digest.From(leaf);
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            return null;
        }
    }

    private void Openings()
    {
        const string path = Payload + OpeningsBag.File;
        if (!bag.Entries.TryGetValue(path, out var entry)) return;
        try
        {
            using var csv = CsvReader.Create(entry.Open(), new CsvReaderOptions { HasHeader = true });
            for (var line = 2L; csv.Read(); line++)
            {
                var words = Encoding.UTF8.GetBytes(Kernel.CsvCell.Plain(csv.GetString("value")));
                var commitment = Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(csv.GetString("salt")), words));
                if (commitment != csv.GetString("commitment")) faults.Add(new ArchiveFault(ArchiveDamage.OpeningFalse, path, line, long.TryParse(csv.GetString("index"), out var index) ? index : null));
            }
        }
        catch (Exception e) when (e is CsvFormatException or FormatException or KeyNotFoundException || ZipDamage.Is(e))
        {
            faults.Add(new ArchiveFault(ArchiveDamage.OpeningFalse, path));
        }
    }

    private Dictionary<string, string> ReadManifest(string path)
    {
        if (bag.Bytes(path, faults) is { } bytes && Manifest.Read(bytes) is { } manifest) return manifest;
        if (!faults.Exists(fault => fault.Path == path)) faults.Add(new ArchiveFault(bag.Entries.ContainsKey(path) ? ArchiveDamage.FileDiffers : ArchiveDamage.FileMissing, path));
        return new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}
