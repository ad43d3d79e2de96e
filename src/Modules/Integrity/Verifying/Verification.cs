using ElJournal.Integrity.Merkle;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Verifying;

/// <summary>One school year's log, recomputed from the rows.</summary>
/// <param name="Root">The root of what the rows give now; equal to the checkpoint's when nothing is broken.</param>
/// <param name="Note">The latest signed checkpoint; null for a log that lost all of them.</param>
/// <param name="Checkpoints">How many stored checkpoints were checked.</param>
public sealed record VerifiedLog(string Year, string Origin, long Size, Digest Root, string? Note, int Checkpoints);

/// <summary>Итог проверки: every log of the school, what waits to be sealed, and what is broken, first things first.</summary>
/// <param name="Logs">In the order they were opened; the last is in use.</param>
/// <param name="Bytes">Length of all entries together, as an archive would hold them.</param>
public sealed record Verification(SchoolId School, IReadOnlyList<VerifiedLog> Logs, long Unsealed, long Bytes, IReadOnlyList<Broken> Broken)
{
    public bool IsIntact => Broken.Count == 0;

    public long Size => Logs.Sum(log => log.Size);

    /// <summary>The log in use; null for a school where nothing was ever sealed.</summary>
    public VerifiedLog? Current => Logs.Count > 0 ? Logs[^1] : null;
}
