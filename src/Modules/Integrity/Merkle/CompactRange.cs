using System.Numerics;
using System.Runtime.InteropServices;

namespace ElJournal.Integrity.Merkle;

/// <summary>
/// A growing tree remembered by the roots of its perfect subtrees, one for each bit of its size: all that is needed
/// to append and to tell the root. A million leaves are remembered by at most twenty hashes.
/// </summary>
public sealed class CompactRange
{
    private readonly Digest[] subtrees = new Digest[64];

    public CompactRange()
    {
    }

    /// <summary>Takes up a tree where <see cref="ToBytes"/> left it.</summary>
    public CompactRange(long size, ReadOnlySpan<byte> stored)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (stored.Length != BitOperations.PopCount((ulong)size) * Digest.Size)
        {
            throw new FormatException($"A tree of {size} leaves is not remembered by {stored.Length} bytes.");
        }

        Size = size;
        stored.CopyTo(MemoryMarshal.AsBytes(subtrees.AsSpan()));
    }

    public long Size { get; private set; }

    private int Count => BitOperations.PopCount((ulong)Size);

    public void Append(in Digest leaf)
    {
        var count = Count;
        var node = leaf;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = TreeHash.Node(subtrees[--count], node);
        }

        subtrees[count] = node;
        Size++;
    }

    public Digest Root()
    {
        if (Size == 0)
        {
            return TreeHash.Empty;
        }

        var root = subtrees[Count - 1];
        for (var i = Count - 2; i >= 0; i--)
        {
            root = TreeHash.Node(subtrees[i], root);
        }

        return root;
    }

    /// <summary>The remembered hashes, largest subtree first.</summary>
    public byte[] ToBytes() => MemoryMarshal.AsBytes(subtrees.AsSpan(0, Count)).ToArray();
}
