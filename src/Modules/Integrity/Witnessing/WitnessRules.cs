using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Witnessing;

/// <summary>What a witness answers.</summary>
public enum WitnessAnswer
{
    /// <summary>200: the log has grown out of what was seen of it.</summary>
    Cosigned,

    /// <summary>400: more was asked than there is.</summary>
    Wrong,

    /// <summary>404: not a log that this witness knows.</summary>
    Unknown,

    /// <summary>403: not signed by the log's key.</summary>
    Unsigned,

    /// <summary>409: another size was seen last, or the same size with another root.</summary>
    Conflict,

    /// <summary>422: the log has not grown out of what was seen of it.</summary>
    NotGrown,
}

/// <summary>The rules of c2sp.org/tlog-witness, in the order in which they are to be asked.</summary>
public static class WitnessRules
{
    /// <param name="trusted">Keys of known logs. A school keeps its key from year to year, so a key stands for every year of the school that its name names.</param>
    public static VerifierKey? KeyOf(string origin, IEnumerable<VerifierKey> trusted) => School(origin) is not { } school ? null
        : trusted.FirstOrDefault(key => School(key.Name) == school) is { } found && VerifierKey.IsName(origin) ? found.Under(origin) : null;

    /// <param name="key">Of the checkpoint's log; null: it is not known.</param>
    public static WitnessAnswer? BeforeTheRecord(AddCheckpoint asked, VerifierKey? key) => key is null ? WitnessAnswer.Unknown
        : !asked.Note.IsSignedBy(key) ? WitnessAnswer.Unsigned
        : asked.OldSize > asked.Checkpoint.Size ? WitnessAnswer.Wrong
        : null;

    /// <param name="seen">The largest checkpoint cosigned so far; null: none.</param>
    public static WitnessAnswer AgainstTheRecord(AddCheckpoint asked, Checkpoint? seen)
    {
        if (asked.OldSize != (seen?.Size ?? 0)) return WitnessAnswer.Conflict;
        if (seen is null) return asked.Proof.Count == 0 ? WitnessAnswer.Cosigned : WitnessAnswer.NotGrown;
        if (seen.Size == asked.Checkpoint.Size && seen.Root != asked.Checkpoint.Root) return WitnessAnswer.Conflict;
        return Proofs.IsConsistent(seen.Size, seen.Root, asked.Checkpoint.Size, asked.Checkpoint.Root, asked.Proof) ? WitnessAnswer.Cosigned : WitnessAnswer.NotGrown;
    }

    /// <summary><c>host/school/year</c> without the year.</summary>
    private static string? School(string origin) => origin.LastIndexOf('/') is > 0 and var at ? origin[..at] : null;
}
