using System.Text.Json;

namespace ElJournal.Postgres.Copies;

/// <summary>
/// Папка копий: <c>base/{label}</c> holds whole copies, <c>wal</c> the stream of what came after. A marker tells the folder from an empty
/// mount point, and names the cluster whose copies these are.
/// </summary>
public sealed class CopyRepository
{
    public const string Marker = "eljournal-copies.json";

    private const string Unfinished = ".making";

    private CopyRepository(string directory, string system)
    {
        Folder = directory;
        Cluster = system;
    }

    public string Folder { get; }

    /// <summary>PostgreSQL's system identifier of the cluster.</summary>
    public string Cluster { get; }

    /// <summary>False once the disk was taken away.</summary>
    public bool IsThere => File.Exists(Path.Combine(Folder, Marker));

    public long? FreeBytes => Drive(Folder)?.AvailableFreeSpace;

    /// <summary>Share of the disk that is free, in per cent; null when the disk cannot be asked.</summary>
    public int? FreePercent => Drive(Folder) is { TotalSize: > 0 } drive ? (int)(100 * drive.AvailableFreeSpace / drive.TotalSize) : null;

    internal string Base => Path.Combine(Folder, "base");

    internal string Wal => Path.Combine(Folder, "wal");

    /// <summary>Small files that outlive the machine with the copies, such as the list of erasures.</summary>
    public string Beside => Path.Combine(Folder, "beside");

    /// <summary>The repository that is there.</summary>
    /// <exception cref="CopyFailed">It is not.</exception>
    public static CopyRepository Find(string directory)
    {
        try
        {
            var marker = JsonSerializer.Deserialize<MarkerText>(File.ReadAllText(Path.Combine(directory, Marker)));
            return new CopyRepository(Path.GetFullPath(directory), marker!.Cluster);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CopyFailed(CopyFault.RepositoryGone, directory);
        }
    }

    /// <summary>The repository of this cluster, begun where the folder is empty.</summary>
    /// <param name="isNew">The operator has not used the folder yet; else an empty one means that the disk is not connected.</param>
    public static CopyRepository Open(string directory, string system, bool isNew)
    {
        directory = Path.GetFullPath(directory);
        if (!File.Exists(Path.Combine(directory, Marker)))
        {
            if (!isNew) throw new CopyFailed(CopyFault.RepositoryGone, directory);
            Begin(directory, system);
        }

        var found = Find(directory);
        return found.Cluster == system ? found : throw new CopyFailed(CopyFault.RepositoryForeign, directory);
    }

    private static void Begin(string directory, string system)
    {
        try
        {
            Directory.CreateDirectory(directory);
            if (Directory.EnumerateFileSystemEntries(directory).Any(entry => Path.GetFileName(entry) != "lost+found"))
                throw new CopyFailed(CopyFault.RepositoryForeign, directory);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.WriteAllText(Path.Combine(directory, "README.txt"), Texts.Format("CopyReadme"));
            File.WriteAllText(Path.Combine(directory, Marker), JsonSerializer.Serialize(new MarkerText(system)));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new CopyFailed(CopyFault.RepositoryGone, directory);
        }
    }

    /// <summary>Finished copies, oldest first.</summary>
    public IReadOnlyList<BaseCopy> Copies() => !Directory.Exists(Base) ? [] :
    [
        .. Directory.GetDirectories(Base).Where(folder => !folder.EndsWith(Unfinished, StringComparison.Ordinal))
            .Select(BaseCopy.Read).OfType<BaseCopy>().OrderBy(copy => copy.Label, StringComparer.Ordinal),
    ];

    /// <summary>Until when the copy can be brought: the last whole stretch of the stream behind it, or its own end.</summary>
    public DateTimeOffset Reach(BaseCopy copy)
    {
        var stream = Stream();
        var reach = copy.Finished;
        for (var name = copy.LastSegment; stream.TryGetValue(name, out var file); name = WalSegment.After(name, SegmentBytes(file)))
        {
            // A file written before the copy was finished tells nothing new.
            if (File.GetLastWriteTimeUtc(file) is var written && written > reach.UtcDateTime) reach = written;
        }

        return reach;
    }

    /// <summary>Files of the stream by the name of their segment; the one being written counts, unless it is there whole too.</summary>
    internal Dictionary<string, string> Stream()
    {
        var found = new Dictionary<string, string>();
        if (!IsThere) return found;
        foreach (var file in Directory.GetDirectories(Folder, "wal*").SelectMany(Directory.GetFiles))
        {
            var name = Path.GetFileName(file);
            var segment = name.EndsWith(".partial", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name;
            if (WalSegment.IsName(segment) && (segment == name || !found.ContainsKey(segment))) found[segment] = file;
        }

        return found;
    }

    /// <summary>Which line of the log branched off where, from earlier restores.</summary>
    internal IEnumerable<string> Histories() =>
        Directory.GetDirectories(Folder, "wal*").SelectMany(folder => Directory.GetFiles(folder, "*.history"));

    internal static long SegmentBytes(string file) => new FileInfo(file).Length;

    internal string FolderOf(BaseCopy copy) => Path.Combine(Base, copy.Label);

    internal string UnfinishedFolder(string label) => Path.Combine(Base, label + Unfinished);

    /// <summary>One process at a time changes the copies.</summary>
    internal FolderLock? TryTakeTurn() => FolderLock.TryTake(Path.Combine(Folder, "lock"));

    /// <summary>Copies that a killed process left half made.</summary>
    internal void SweepUnfinished()
    {
        if (!Directory.Exists(Base)) return;
        foreach (var folder in Directory.GetDirectories(Base, "*" + Unfinished)) Discard(folder);
    }

    /// <summary>Leaves the newest copies and what restoring the oldest of them needs of the stream.</summary>
    internal void Keep(int count)
    {
        var copies = Copies();
        foreach (var copy in copies.SkipLast(Math.Max(1, count)))
        {
            // Without its description it is no copy any more, so an interrupted removal leaves none that looks whole.
            File.Delete(Path.Combine(FolderOf(copy), BaseCopy.FileName));
            Discard(FolderOf(copy));
        }

        if (copies.TakeLast(Math.Max(1, count)).FirstOrDefault() is not { } oldest) return;
        foreach (var (name, file) in Stream())
        {
            if (string.CompareOrdinal(WalSegment.Place(name), WalSegment.Place(oldest.FirstSegment)) < 0) File.Delete(file);
        }
    }

    internal static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The disk was taken away, or a file is still open: the next sweep takes it, and nobody takes it for a copy.
        }
    }

    internal static DriveInfo? Drive(string directory)
    {
        try
        {
            return new DriveInfo(directory);
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record MarkerText(string Cluster);
}
