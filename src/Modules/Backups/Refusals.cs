using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Backups;

/// <summary>Why a record of a copy is refused.</summary>
public static class Refusals
{
    internal static readonly ResourceManager Texts = new("ElJournal.Backups.Texts", typeof(Refusals).Assembly);

    public static RefusalKind CopyIsUnnamed { get; } = new("backups.copy_is_unnamed", Texts);

    public static RefusalKind ProofIsShort { get; } = new("backups.proof_is_short", Texts);
}
