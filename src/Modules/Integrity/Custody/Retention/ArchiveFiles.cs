using ElJournal.Integrity.Archives;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody.Retention;

/// <summary>Файлы архивов на сервере: which lie there, and their removal after an act.</summary>
public sealed class ArchiveFiles(IntegrityOptions options)
{
    private readonly string folder = Path.Combine(options.KeyDirectory, Archivist.Folder);

    /// <summary>Names of all files of an archive: the zip, its sum, signatures beside it and what a broken attempt left.</summary>
    public IReadOnlyList<string> Of(SchoolId school, string year, string kind)
    {
        if (!Directory.Exists(folder)) return [];
        // With the dot, J5 of 2026-2027 is not mistaken for anything longer.
        return [.. Directory.EnumerateFileSystemEntries(folder, ArchiveMaker.NameOf(school, year, kind) + ".*").Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes what an act says is destroyed; done twice, it has nothing left to do.</summary>
    /// <returns>Names of files that could not be removed.</returns>
    public IReadOnlyList<string> Remove(SchoolId school, ArchiveDestroyed act)
    {
        var left = new List<string>();
        foreach (var path in act.Kinds.SelectMany(kind => Of(school, act.Year, kind)))
        {
            try
            {
                if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
                else File.Delete(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                left.Add(Path.GetFileName(path));
            }
        }
        return left;
    }
}
