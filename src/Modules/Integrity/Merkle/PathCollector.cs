namespace ElJournal.Integrity.Merkle;

/// <summary>
/// Makes the inclusion proof of one leaf while the leaves stream by: each belongs to one sibling of the way up, and a sibling is remembered as
/// a <see cref="CompactRange"/>. A log of any length is proven in the memory of a few hundred hashes.
/// </summary>
public sealed class PathCollector
{
    private readonly List<(long From, long To, CompactRange Range)> siblings = [];

    public PathCollector(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        Index = index;
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + (1L << System.Numerics.BitOperations.Log2((ulong)(to - from) - 1));
            siblings.Add(index < middle ? (middle, to, new()) : (from, middle, new()));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }
        siblings.Reverse();
    }

    public long Index { get; }

    public void Take(long index, in Digest leaf)
    {
        foreach (var (from, to, range) in siblings)
        {
            if (index < from || index >= to) continue;
            range.Append(leaf);
            return;
        }
    }

    /// <summary>From the leaf up, once all leaves have passed.</summary>
    public IReadOnlyList<Digest> Path() => [.. siblings.Select(sibling => sibling.Range.Root())];
}
