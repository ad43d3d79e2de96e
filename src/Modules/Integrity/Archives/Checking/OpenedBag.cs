using System.IO.Compression;
using System.Text;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>An opened bag and what is learnt of it.</summary>
internal sealed class OpenedBag(string name, Dictionary<string, ZipArchiveEntry> entries)
{
    private Dictionary<string, string> info = [];

    public string Name => name;

    public IReadOnlyDictionary<string, ZipArchiveEntry> Entries => entries;

    public SignedNote? Checkpoint { get; set; }

    public string? Root { get; set; }

    public List<BagSignature> Signatures { get; } = [];

    /// <summary>SHA-256 of the tag manifest, hex: what all signatures stand under; null: it is not there.</summary>
    public string? Seal => Bytes(BagSignatures.TagManifest, []) is { } seal ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(seal)) : null;

    public long Lines { get; set; }

    public long Redacted { get; set; }

    public string? Info(string label) => info.GetValueOrDefault(label);

    /// <summary>Null: it is no bag of the journal.</summary>
    public static OpenedBag? Find(ZipArchive zip, List<ArchiveFault> faults)
    {
        var top = zip.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/bagit.txt", StringComparison.Ordinal) && entry.FullName.Count(c => c == '/') == 1)?.FullName.Split('/')[0];
        if (top is null)
        {
            faults.Add(new ArchiveFault(ArchiveDamage.NotABag));
            return null;
        }
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            var inside = entry.FullName.StartsWith(top + "/", StringComparison.Ordinal);
            var path = inside ? entry.FullName[(top.Length + 1)..] : entry.FullName;
            if (!inside) faults.Add(new ArchiveFault(ArchiveDamage.FileAdded, path));
            else if (!entries.TryAdd(path, entry)) faults.Add(new ArchiveFault(ArchiveDamage.FileTwice, path));
        }
        var bag = new OpenedBag(top, entries);
        bag.info = bag.Text("bag-info.txt", faults) is { } text
            ? text.Split('\n').Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1])
            : [];
        return bag;
    }

    public string? Text(string path, List<ArchiveFault> faults) => Bytes(path, faults) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A small file; null: it is not there or not readable, which is said where manifests are checked.</summary>
    public byte[]? Bytes(string path, List<ArchiveFault> faults)
    {
        if (!entries.TryGetValue(path, out var entry)) return null;
        try
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 17];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > Manifest.LongestManifest) return null;
            }
            return bytes.ToArray();
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            Unreadable(path, faults);
            return null;
        }
    }

    public static void Unreadable(string path, List<ArchiveFault> faults)
    {
        if (!faults.Exists(fault => fault.What is ArchiveDamage.Unreadable && fault.Path == path)) faults.Add(new ArchiveFault(ArchiveDamage.Unreadable, path));
    }
}
