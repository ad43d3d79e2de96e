namespace ElJournal.Postgres;

/// <summary>A file held by one living process; the system lets go of it when that process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // How each system says that another process holds the file.
    private const int Windows = unchecked((int)0x80070020), Linux = 11, MacOs = 35;
    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    public static FolderLock? TryTake(string file, FileMode mode = FileMode.OpenOrCreate)
    {
        try
        {
            return new FolderLock(new FileStream(file, mode, FileAccess.ReadWrite, FileShare.None));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException held) when (held.HResult is Windows or Linux or MacOs)
        {
            return null;
        }
    }

    /// <summary>The lock under which one process at a time decides about the server of a data directory.</summary>
    public static Task<FolderLock> OfAsync(string dataDirectory, CancellationToken cancellation) =>
        TakeAsync(Path.Combine(dataDirectory, "pg.lock"), cancellation);

    /// <summary>Waits for its turn: whoever comes second finds the work of the first done.</summary>
    public static async Task<FolderLock> TakeAsync(string file, CancellationToken cancellation)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until;)
        {
            if (TryTake(file) is { } taken) return taken;
            await Task.Delay(50, cancellation);
        }

        throw new DatabaseUnavailable(Texts.Format("LockBusy", Path.GetDirectoryName(file), (int)Patience.TotalSeconds), []);
    }

    public void Dispose() => _held.Dispose();
}
