using ElJournal.Kernel;

namespace ElJournal.Backups;

/// <summary>A signed checkpoint that lies neither in the database nor with the copies.</summary>
/// <param name="School">Whose log.</param>
/// <param name="Year">Which log of the school.</param>
/// <param name="Size">Its length then.</param>
/// <param name="Note">The checkpoint with its signature (c2sp.org/tlog-checkpoint).</param>
/// <param name="At">When it was put aside.</param>
public sealed record KeptCheckpoint(SchoolId School, string Year, long Size, string Note, DateTimeOffset At)
{
    /// <summary>Reads the origin and size that stand in its first lines; whether it is signed is for others to say.</summary>
    public static KeptCheckpoint? Parse(string note, DateTimeOffset at)
    {
        var lines = note.Split('\n');
        return lines.Length > 4 && lines[0].Split('/') is [.., var school, var year] && Id.IsValid(school) && Id.IsValid(year) && school.All(char.IsAsciiLetterOrDigit)
            && long.TryParse(lines[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var size)
            ? new KeptCheckpoint(SchoolId.From(school), year, size, note, at)
            : null;
    }
}

/// <summary>Something wrong in a restored log.</summary>
/// <param name="IsShort">Only the end is missing.</param>
/// <param name="Text">In words, with the place.</param>
/// <param name="Leaf">Place in the log; null for what stands in none.</param>
public sealed record Flaw(bool IsShort, string Year, string Text, long? Leaf);

/// <summary>A school's log in a restored database, recomputed from its rows.</summary>
/// <param name="Year">The log in use.</param>
/// <param name="Root">Hex.</param>
/// <param name="Sizes">Entries of each of the school's logs.</param>
/// <param name="Flaws">Worst first; none: it is the school's log.</param>
public sealed record RestoredLog(SchoolId School, string Year, long Size, string Root, IReadOnlyDictionary<string, long> Sizes, IReadOnlyList<Flaw> Flaws);

/// <summary>What copies need to know of the journal; the composition answers it.</summary>
public interface IJournals
{
    /// <summary>Every school of the living database.</summary>
    Task<IReadOnlyList<SchoolId>> Schools(CancellationToken cancel);

    /// <summary>The newest signed checkpoint of each school in the living database.</summary>
    Task<IReadOnlyList<KeptCheckpoint>> Checkpoints(CancellationToken cancel);

    /// <summary>Recomputes every log of a restored database.</summary>
    /// <param name="connection">As a role that may read all of it.</param>
    /// <param name="owed">Checkpoints whose entries must be there.</param>
    /// <param name="known">Checkpoints that are held against where the log reaches them.</param>
    /// <exception cref="KeyIsMissing">The log's key is not on this machine.</exception>
    Task<IReadOnlyList<RestoredLog>> Verify(
        string connection, IReadOnlyList<KeptCheckpoint> owed, IReadOnlyList<KeptCheckpoint> known, CancellationToken cancel);

    /// <summary>Erases in a restored database what the list in the folder says was erased; answers how many words were there again.</summary>
    Task<int> EraseAgain(string connection, string folder, CancellationToken cancel);
}

/// <summary>The file of the log's key is not where it was: signatures cannot be checked, and a new key would confirm nothing old.</summary>
public sealed class KeyIsMissing(string file) : Exception(BackupTexts.All.With("key.missing", file));
