using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Verifying;

/// <summary>Grows the tree of one log again and stops at every signed checkpoint to compare roots: that is consistency, leaf by leaf.</summary>
internal sealed class TreeCheck(StoredLog log, VerifierKey key, List<Broken> broken)
{
    private long longest;

    public VerifiedLog Check(IReadOnlyList<SignedNote> anchors)
    {
        FindHoles();
        var signed = Signed(anchors);
        if (longest > log.Count)
        {
            broken.Add(new Broken(Damage.ShorterThanCheckpoint, log.Year, log.Count));
        }

        var stored = Grow(log.Hashes, signed);
        var rootOfRows = stored.Root;
        if (!log.Hashes.SequenceEqual(log.Recomputed))
        {
            var rows = Grow(log.Recomputed, signed);
            rootOfRows = rows.Root;
            if (stored.FirstWrong is not null && rows.FirstWrong is null)
            {
                BlameTheLeaves();
                stored = rows;
            }
        }

        if (stored.FirstWrong is { } wrong)
        {
            broken.Add(new Broken(Damage.RootDiffers, log.Year, wrong.Size - 1, From: wrong.After));
        }

        var latest = log.Checkpoints.Count > 0 ? log.Checkpoints[^1] : null;
        if ((latest?.Size ?? 0) < log.Count)
        {
            broken.Add(new Broken(Damage.CheckpointMissing, log.Year, log.Count - 1));
        }

        if (log.State.Size != log.Count || !log.State.Range.AsSpan().SequenceEqual(stored.Range))
        {
            broken.Add(new Broken(Damage.StateAltered, log.Year));
        }

        return new VerifiedLog(log.Year, key.Name, log.Count, rootOfRows, latest?.Note, log.Checkpoints.Count);
    }

    private void FindHoles()
    {
        var expected = 0L;
        foreach (var index in log.Indexes)
        {
            if (index != expected)
            {
                broken.Add(new Broken(Damage.LeafMissing, log.Year, expected));
            }

            expected = index + 1;
        }
    }

    /// <summary>The roots that must be met, by size. Stored checkpoints are checked as rows too; those from outside by their text alone.</summary>
    private SortedDictionary<long, HashSet<Digest>> Signed(IReadOnlyList<SignedNote> anchors)
    {
        var signed = new SortedDictionary<long, HashSet<Digest>>();
        foreach (var stored in log.Checkpoints)
        {
            if (Read(stored.Note) is { } note && Trust(note) is { } checkpoint
                && checkpoint.Size == stored.Size && checkpoint.Root.Bytes.SequenceEqual(stored.Root))
            {
                Expect(checkpoint, signed);
            }
            else
            {
                broken.Add(new Broken(Damage.CheckpointForged, log.Year, stored.Size - 1));
            }
        }

        foreach (var anchor in anchors.Where(anchor => Checkpoint.Parse(anchor.Text).Origin == key.Name))
        {
            if (Trust(anchor) is { } checkpoint)
            {
                Expect(checkpoint, signed);
            }
            else
            {
                broken.Add(new Broken(Damage.CheckpointForged, log.Year, Checkpoint.Parse(anchor.Text).Size - 1));
            }
        }

        return signed;
    }

    private static SignedNote? Read(string note)
    {
        try
        {
            return SignedNote.Parse(note);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Checkpoint? Trust(SignedNote note) =>
        note.IsSignedBy(key) && Checkpoint.Parse(note.Text) is var checkpoint && checkpoint.Origin == key.Name && log.Origin == key.Name
            ? checkpoint
            : null;

    private void Expect(Checkpoint checkpoint, SortedDictionary<long, HashSet<Digest>> signed)
    {
        longest = Math.Max(longest, checkpoint.Size);
        if (checkpoint.Size > log.Count)
        {
            return;
        }

        if (!signed.TryGetValue(checkpoint.Size, out var roots))
        {
            signed.Add(checkpoint.Size, roots = []);
        }

        roots.Add(checkpoint.Root);
    }

    private static Tree Grow(ReadOnlySpan<Digest> leaves, SortedDictionary<long, HashSet<Digest>> signed)
    {
        var range = new CompactRange();
        (long After, long Size)? wrong = null;
        var right = 0L;
        foreach (var (size, roots) in signed)
        {
            for (; range.Size < size; range.Append(leaves[(int)range.Size]))
            {
            }

            var root = range.Root();
            if (roots.Any(expected => expected != root))
            {
                wrong ??= (right, size);
            }

            right = size;
        }

        foreach (ref readonly var leaf in leaves[(int)range.Size..])
        {
            range.Append(leaf);
        }

        return new Tree(range.Root(), range.ToBytes(), wrong);
    }

    /// <summary>The rows give the signed root and the leaves do not: the rows are whole.</summary>
    private void BlameTheLeaves()
    {
        for (var i = 0; i < broken.Count; i++)
        {
            if (broken[i] is { What: Damage.DataChanged or Damage.RowSwapped } finding && finding.Year == log.Year)
            {
                broken[i] = finding with { What = Damage.LeafAltered };
            }
        }
    }

    private readonly record struct Tree(Digest Root, byte[] Range, (long After, long Size)? FirstWrong);
}
