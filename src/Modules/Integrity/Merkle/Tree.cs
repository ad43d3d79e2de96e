using System.Numerics;

namespace ElJournal.Integrity.Merkle;

/// <summary>Roots and proofs of a tree whose leaf hashes lie at hand (RFC 6962 §2.1, RFC 9162 §2.1.3–2.1.4).</summary>
public static class Tree
{
    public static Digest Root(ReadOnlySpan<Digest> leaves)
    {
        var range = new CompactRange();
        foreach (ref readonly var leaf in leaves)
        {
            range.Append(leaf);
        }

        return range.Root();
    }

    /// <summary>Доказательство включения: the siblings from leaf <paramref name="index"/> up to the root.</summary>
    public static IReadOnlyList<Digest> Inclusion(ReadOnlySpan<Digest> leaves, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var path = new List<Digest>();
        while (leaves.Length > 1)
        {
            var split = Split(leaves.Length);
            var goesLeft = index < split;
            path.Add(Root(goesLeft ? leaves[split..] : leaves[..split]));
            leaves = goesLeft ? leaves[..split] : leaves[split..];
            index -= goesLeft ? 0 : split;
        }

        path.Reverse();
        return path;
    }

    /// <summary>Доказательство неизменности начала: the tree of the first <paramref name="size1"/> leaves grew into this one.</summary>
    public static IReadOnlyList<Digest> Consistency(ReadOnlySpan<Digest> leaves, long size1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, leaves.Length);
        var proof = new List<Digest>();
        var oldRootIsKnown = true;
        while (size1 < leaves.Length)
        {
            var split = Split(leaves.Length);
            if (size1 <= split)
            {
                proof.Add(Root(leaves[split..]));
                leaves = leaves[..split];
            }
            else
            {
                proof.Add(Root(leaves[..split]));
                leaves = leaves[split..];
                size1 -= split;
                oldRootIsKnown = false;
            }
        }

        if (!oldRootIsKnown)
        {
            proof.Add(Root(leaves));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The largest power of two below <paramref name="count"/>.</summary>
    private static int Split(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
