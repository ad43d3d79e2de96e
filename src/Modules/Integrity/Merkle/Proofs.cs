namespace ElJournal.Integrity.Merkle;

/// <summary>The checks that need no tree: a leaf or an older root, a few hashes and the root one trusts (RFC 9162 §2.1.3.2, §2.1.4.2).</summary>
public static class Proofs
{
    public static bool Includes(in Digest leaf, long index, long size, IReadOnlyList<Digest> path, in Digest root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (fn, sn, node) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                node = TreeHash.Node(sibling, node);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                node = TreeHash.Node(node, sibling);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && node == root;
    }

    /// <summary>An empty older tree proves nothing and is refused.</summary>
    public static bool IsConsistent(long size1, in Digest root1, long size2, in Digest root2, IReadOnlyList<Digest> proof)
    {
        if (size1 <= 0 || size1 > size2)
        {
            return false;
        }

        if (size1 == size2)
        {
            return proof.Count == 0 && root1 == root2;
        }

        // A perfect older tree is itself a node of the newer one, so the proof begins with it unsaid.
        var isPerfect = (size1 & (size1 - 1)) == 0;
        if (proof.Count == 0)
        {
            return false;
        }

        var (fn, sn) = (size1 - 1, size2 - 1);
        while ((fn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
        }

        var first = isPerfect ? root1 : proof[0];
        var (older, newer) = (first, first);
        for (var i = isPerfect ? 0 : 1; i < proof.Count; i++)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                older = TreeHash.Node(proof[i], older);
                newer = TreeHash.Node(proof[i], newer);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                newer = TreeHash.Node(newer, proof[i]);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && older == root1 && newer == root2;
    }
}
