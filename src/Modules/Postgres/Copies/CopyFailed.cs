namespace ElJournal.Postgres.Copies;

/// <summary>Why a copy could not be made or restored.</summary>
public enum CopyFault
{
    /// <summary>The folder of copies that was there is not there now: the disk is not connected.</summary>
    RepositoryGone,

    /// <summary>Something else lies in the folder, or copies of another cluster.</summary>
    RepositoryForeign,

    /// <summary>No room in the folder of copies.</summary>
    RepositoryFull,

    /// <summary>No room where the copy is restored.</summary>
    NoRoom,

    /// <summary>The clock stands before the last copy, or far from the database's.</summary>
    Clock,

    /// <summary>Programs of the server's version are not on this machine.</summary>
    Programs,

    /// <summary>The server does not give copies to this user.</summary>
    Refused,

    /// <summary>A file of the copy is missing or not what was copied.</summary>
    Damaged,

    NoCopy,

    /// <summary>The copies do not reach the time asked for.</summary>
    OutOfReach,

    /// <summary>The folder to restore into is there already.</summary>
    Occupied,

    /// <summary>The restored server did not come up.</summary>
    NotStarted,
}

/// <summary>A copy that was not made, or not restored, with a sentence for the person who waits for it. Nothing half-made is left.</summary>
public sealed class CopyFailed(CopyFault fault, params object?[] values) : Exception(Texts.Format("Copy" + fault, values))
{
    public CopyFault Fault { get; } = fault;

    /// <summary>What a program of PostgreSQL said, told by its meaning where it is a known one.</summary>
    internal static CopyFailed Said(Answer said, CopyRepository repository) =>
        said.Error.Contains("No space left on device", StringComparison.Ordinal) || said.Error.Contains("Disk quota exceeded", StringComparison.Ordinal)
            ? new CopyFailed(CopyFault.RepositoryFull, repository.Folder, Megabytes(repository.FreeBytes))
            : !repository.IsThere ? new CopyFailed(CopyFault.RepositoryGone, repository.Folder)
            : said.Code == 127 ? new CopyFailed(CopyFault.Programs, said.Tail)
            : new CopyFailed(CopyFault.Refused, said.Tail);

    internal static string Megabytes(long? bytes) => ((bytes ?? 0) / 1048576.0).ToString("N0", System.Globalization.CultureInfo.CurrentCulture);
}
