using System.Globalization;

namespace ElJournal.Integrity.Verifying;

/// <summary>What is wrong. Only a hash of the sealed content is kept, so it can be said that content differs, never what it was.</summary>
public enum Damage
{
    /// <summary>The row's content is not what was sealed.</summary>
    DataChanged,

    /// <summary>Sealed, and the row is gone.</summary>
    RowMissing,

    /// <summary>Two rows, or the content of two rows, stand in each other's place.</summary>
    RowSwapped,

    /// <summary>A row that no leaf names, although everything of its age is sealed.</summary>
    InsertedOlderThanCheckpoint,

    /// <summary>The row agrees with the signed root, its stored leaf does not.</summary>
    LeafAltered,

    /// <summary>A leaf is gone from the middle of the log.</summary>
    LeafMissing,

    /// <summary>A checkpoint, stored or brought from outside, speaks of a longer log.</summary>
    ShorterThanCheckpoint,

    /// <summary>The log goes on behind its latest checkpoint, which the sealer never leaves so.</summary>
    CheckpointMissing,

    /// <summary>A checkpoint not signed by the log's key, or not about this log.</summary>
    CheckpointForged,

    /// <summary>A signed root is not the root of the leaves: rows and leaves were rewritten together.</summary>
    RootDiffers,

    /// <summary>The sealer's remembered range is not that of the leaves.</summary>
    StateAltered,

    /// <summary>A school year's log does not begin with its opening.</summary>
    WrongYear,
}

/// <summary>Нарушение: where the log is broken and how, as exactly as the evidence tells.</summary>
/// <param name="Index">Place in the log; null for a row that is in none.</param>
/// <param name="Version">The event's number in its stream.</param>
/// <param name="From">For <see cref="Damage.RootDiffers"/>: the first index that may have been rewritten; <paramref name="Index"/> is the last.</param>
public sealed record Broken(
    Damage What,
    string? Year,
    long? Index = null,
    long? Seq = null,
    Guid? EventId = null,
    string? Stream = null,
    long? Version = null,
    long? From = null)
{
    /// <summary>The finding as a sentence in the language of <paramref name="culture"/>.</summary>
    public string Text(CultureInfo? culture = null) =>
        Refusals.Texts.GetString("damage." + What, culture ?? CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"Damage {What} has no text.");
}
