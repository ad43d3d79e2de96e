namespace ElJournal.Integrity.Verifying;

/// <summary>Finds the leaf of a sequence number. Rows come almost in the order of the leaves, so the next leaf is tried first.</summary>
internal sealed class LeafPlaces
{
    private readonly long[] seqs;
    private readonly (int Log, int Place)[] places;
    private int next;

    public LeafPlaces(IReadOnlyList<StoredLog> logs)
    {
        var count = logs.Sum(log => log.Count);
        seqs = new long[count];
        places = new (int, int)[count];
        var (at, isOrdered) = (0, true);
        for (var log = 0; log < logs.Count; log++)
        {
            var inLog = logs[log].Seqs;
            for (var place = 0; place < inLog.Length; place++, at++)
            {
                seqs[at] = inLog[place];
                places[at] = (log, place);
                isOrdered = isOrdered && (at == 0 || seqs[at - 1] < seqs[at]);
            }
        }

        if (!isOrdered)
        {
            Array.Sort(seqs, places);
        }
    }

    public bool TryFind(long seq, out (int Log, int Place) place)
    {
        var at = IsAt(next, seq) ? next : Guess(seq);
        if (at < 0)
        {
            place = default;
            return false;
        }

        next = at + 1;
        place = places[at];
        return true;
    }

    /// <summary>Sequences have few gaps, so a number stands about as far from the first one as it is greater.</summary>
    private int Guess(long seq)
    {
        var at = seqs.Length > 0 ? seq - seqs[0] : -1;
        return IsAt(at, seq) ? (int)at : Array.BinarySearch(seqs, seq);
    }

    private bool IsAt(long at, long seq) => at >= 0 && at < seqs.Length && seqs[at] == seq;
}
