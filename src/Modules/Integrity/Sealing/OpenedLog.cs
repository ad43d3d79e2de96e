using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Sealing;

/// <summary>One school year's log while a batch is being appended to it.</summary>
internal sealed class OpenedLog(string year, string origin, CompactRange range, bool isNew)
{
    public string Year => year;

    public string Origin => origin;

    public CompactRange Range => range;

    /// <summary>Not in the database before this batch.</summary>
    public bool IsNew => isNew;

    public bool HasGrown { get; private set; }

    /// <summary>The index of the new leaf.</summary>
    public long Append(in Digest leaf)
    {
        range.Append(leaf);
        HasGrown = true;
        return range.Size - 1;
    }

    public SignedNote Sign(SigningKey key) => new Checkpoint(origin, range.Size, range.Root()).Sign(key);
}

internal readonly record struct NewLeaf(string Year, long Index, long Seq, Guid Event, string Stream, long Version, Digest Hash);
