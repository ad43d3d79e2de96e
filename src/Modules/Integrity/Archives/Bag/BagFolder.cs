using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ElJournal.Integrity.Archives.Bag;

/// <summary>
/// A bag on disk while it is being made (BagIt 1.0, RFC 8493). Files that are whole stay when the work is broken off, and are not
/// made again; the zip gets its name only at the end.
/// </summary>
internal sealed class BagFolder(string folder) : IArchiveShelf
{
    public const string Inventory = "data/opis.csv";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The earliest moment that a zip can name.</summary>
    private static readonly DateTime Earliest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly SortedDictionary<string, BaggedFile> files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ArchivedFile> described = new(StringComparer.Ordinal);

    public IReadOnlyCollection<BaggedFile> Files => files.Values;

    public long Bytes => files.Values.Sum(file => file.Length);

    public Stream Open(ArchivedFile file)
    {
        described["data/" + file.Path] = file;
        return new HashedFile(folder, Checked("data/" + file.Path), done => files[done.Path] = done);
    }

    public ArchiveTable Table(ArchivedFile file, params IReadOnlyList<ArchivedColumn> columns)
    {
        Add(file with { Path = file.Path + "-metadata.json", Title = file.Title + " – описание столбцов" }, ArchiveTable.Describe(file, columns));
        return new ArchiveTable(Open(file), columns);
    }

    public void Add(ArchivedFile file, ReadOnlySpan<byte> bytes)
    {
        using var stream = Open(file);
        stream.Write(bytes);
    }

    public void Add(ArchivedFile file, string text) => Add(file, Utf8.GetBytes(text));

    /// <summary>Takes a file that an earlier attempt finished; false: there is none.</summary>
    public async Task<bool> TakeUp(ArchivedFile file, CancellationToken cancel)
    {
        var path = "data/" + file.Path;
        if (!File.Exists(Path.Combine(folder, path))) return false;
        described[path] = file;
        files[path] = await HashedFile.Of(folder, path, cancel);
        return true;
    }

    /// <summary>A file outside <c>data/</c>, of which no manifest of the payload speaks.</summary>
    public void AddTag(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        File.WriteAllBytes(Path.Combine(folder, path), bytes);
    }

    /// <summary>Inventory, manifests and what stands on the bag; answers the tag manifest, which is signed.</summary>
    /// <param name="info">Lines of <c>bag-info.txt</c> beside the count of the payload.</param>
    public byte[] Close(IEnumerable<(string Label, string Value)> info)
    {
        WriteInventory();
        var tags = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["bagit.txt"] = Utf8.GetBytes("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            ["bag-info.txt"] = Utf8.GetBytes(string.Concat(info
                .Append(("Payload-Oxum", string.Create(CultureInfo.InvariantCulture, $"{Bytes}.{files.Count}")))
                .Select(line => $"{line.Item1}: {line.Item2}\n"))),
            ["manifest-sha256.txt"] = Manifest(file => file.Sha256),
            ["manifest-sha512.txt"] = Manifest(file => file.Sha512),
        };
        foreach (var (path, bytes) in tags) AddTag(path, bytes);
        var seal = Utf8.GetBytes(string.Concat(tags.Select(tag => $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(tag.Value))}  {tag.Key}\n")));
        AddTag("tagmanifest-sha256.txt", seal);
        return seal;
    }

    /// <summary>Packs the folder: the same files give the same bytes.</summary>
    /// <param name="at">Stands as the time of every file.</param>
    public async Task Pack(string zip, string name, DateTime at, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        var time = at < Earliest ? Earliest : DateTime.SpecifyKind(at, DateTimeKind.Unspecified);
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal).ToList();
        await using var output = new FileStream(zip, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 17);
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (place, path) in paths.Index())
            {
                cancel.ThrowIfCancellationRequested();
                var entry = archive.CreateEntry($"{name}/{path}", CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(time, TimeSpan.Zero);
                // -rw-r--r-- of a plain file, whatever machine it is made on.
                entry.ExternalAttributes = unchecked((int)0x81A40000);
                await using var into = entry.Open();
                await using var from = File.OpenRead(Path.Combine(folder, path));
                await from.CopyToAsync(into, 1 << 17, cancel);
                said?.Report(new ArchiveStep(ArchiveStage.Packing, place + 1, paths.Count));
            }
        }
        await output.FlushAsync(cancel);
        output.Flush(flushToDisk: true);
    }

    /// <summary>Опись: every file of the payload but the inventory itself.</summary>
    private void WriteInventory()
    {
        using var table = new ArchiveTable(
            new HashedFile(folder, Inventory, done => files[done.Path] = done),
            [new("file", ""), new("title", ""), new("sheets", ""), new("retention_years", "")]);
        foreach (var (path, file) in described)
        {
            table.Row(path, file.Title, file.Sheets?.ToString(CultureInfo.InvariantCulture), file.Years.ToString(CultureInfo.InvariantCulture));
        }
    }

    private byte[] Manifest(Func<BaggedFile, string> hash) => Utf8.GetBytes(string.Concat(files.Values.Select(file => $"{hash(file)}  {file.Path}\n")));

    private static string Checked(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') && !path.Contains("..", StringComparison.Ordinal)
        ? path
        : throw new ArgumentException("Names in an archive are ASCII.", nameof(path));
}
