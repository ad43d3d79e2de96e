using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>An archive in the hands of one who may change all of it: its files, and the manifests made anew where that is part of the deed.</summary>
internal sealed class Rezipped
{
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly string top;

    public Rezipped(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        top = archive.Entries[0].FullName.Split('/')[0];
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files[entry.FullName[(top.Length + 1)..]] = bytes.ToArray();
        }
    }

    public IReadOnlyDictionary<string, byte[]> Files => files;

    public byte[] this[string path] { get => files[path]; set => files[path] = value; }

    public string Text(string path) => Encoding.UTF8.GetString(files[path]);

    public void Edit(string path, Func<string, string> edit)
    {
        var (before, after) = (Text(path), edit(Text(path)));
        if (before == after) throw new InvalidOperationException($"Nothing was changed in {path}.");
        files[path] = Encoding.UTF8.GetBytes(after);
    }

    public void Remove(string path) => files.Remove(path);

    /// <summary>All manifests as the files now ask for them; the signature is left.</summary>
    public void Recompute()
    {
        var payload = files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        files["manifest-sha256.txt"] = Lines(payload, SHA256.HashData);
        files["manifest-sha512.txt"] = Lines(payload, SHA512.HashData);
        files["tagmanifest-sha256.txt"] = Lines(
            files.Where(file => !file.Key.Contains('/', StringComparison.Ordinal) && file.Key != "tagmanifest-sha256.txt").OrderBy(file => file.Key, StringComparer.Ordinal), SHA256.HashData);
    }

    public string Save(string folder, string? twice = null)
    {
        var path = Path.Combine(folder, $"changed-{Guid.NewGuid():N}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in files) Add(archive, name, bytes);
        if (twice is not null) Add(archive, twice, files[twice]);
        return path;
    }

    /// <summary>The files in a folder, as one unpacks them.</summary>
    public string Unpack(string folder)
    {
        var place = Path.Combine(folder, $"unpacked-{Guid.NewGuid():N}");
        foreach (var (name, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(place, name))!);
            File.WriteAllBytes(Path.Combine(place, name), bytes);
        }
        return place;
    }

    private void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using var stream = archive.CreateEntry($"{top}/{name}", CompressionLevel.Fastest).Open();
        stream.Write(bytes);
    }

    private static byte[] Lines(IEnumerable<KeyValuePair<string, byte[]>> files, Func<byte[], byte[]> hash) =>
        Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{Convert.ToHexStringLower(hash(file.Value))}  {file.Key}\n")));
}
