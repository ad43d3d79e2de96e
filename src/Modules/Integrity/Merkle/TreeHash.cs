namespace ElJournal.Integrity.Merkle;

/// <summary>The two hashes of a Merkle tree (RFC 6962 §2.1): leaves and nodes carry different prefixes, so neither passes for the other.</summary>
public static class TreeHash
{
    public const byte LeafPrefix = 0x00;
    public const byte NodePrefix = 0x01;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Digest Empty { get; } = Digest.FromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    /// <summary>SHA-256(0x00 ‖ <paramref name="entry"/>).</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        var prefixed = new byte[entry.Length + 1];
        prefixed[0] = LeafPrefix;
        entry.CopyTo(prefixed.AsSpan(1));
        return Sha256.Of(prefixed);
    }

    /// <summary>The leaf of an entry that already stands behind its prefix byte, without copying it.</summary>
    public static Digest PrefixedLeaf(ReadOnlySpan<byte> prefixed) => prefixed is [LeafPrefix, ..]
        ? Sha256.Of(prefixed)
        : throw new ArgumentException("The entry does not begin with the leaf prefix.", nameof(prefixed));

    /// <summary>SHA-256(0x01 ‖ <paramref name="left"/> ‖ <paramref name="right"/>).</summary>
    public static Digest Node(in Digest left, in Digest right)
    {
        Span<byte> pair = stackalloc byte[1 + (2 * Digest.Size)];
        pair[0] = NodePrefix;
        left.Bytes.CopyTo(pair[1..]);
        right.Bytes.CopyTo(pair[(1 + Digest.Size)..]);
        return Sha256.Of(pair);
    }
}
