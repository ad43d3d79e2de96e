namespace ElJournal.Postgres.Tests;

/// <summary>A data directory of one test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eljournal-data-");

    public DataFolder()
    {
        if (!OperatingSystem.IsWindows())
        {
            // As /var/lib: the server's own user passes through.
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        }
    }

    public string Root => _folder.FullName;

    public string Path => System.IO.Path.Combine(_folder.FullName, "eljournal");

    public AppDatabaseOptions Options => new(Path);

    public void Dispose() => _folder.Delete(recursive: true);
}
