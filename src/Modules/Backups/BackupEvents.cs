using ElJournal.Kernel;

namespace ElJournal.Backups;

/// <summary>Резервная копия сделана (D-3): whole, and every file held against its checksum.</summary>
/// <param name="Label">Its name, <c>20261128T023000Z</c>.</param>
/// <param name="Seconds">How long it took.</param>
[Recorded("backups.copy_made.v1")]
public sealed record CopyMade(string Label, long Bytes, int Seconds);

/// <summary>Восстановление проверено (D-3, A-8): the copy was restored beside, and its log is the school's, to the last entry it had to have.</summary>
/// <param name="Label">Which copy.</param>
/// <param name="Reached">When the last entry that was restored was made, ISO 8601, UTC.</param>
/// <param name="Year">The log in use, <c>2026-2027</c>.</param>
/// <param name="Size">Entries of that log after restoring.</param>
/// <param name="Root">Root recomputed from the restored rows, hex.</param>
/// <param name="Anchored">Entries under the newest checkpoint that was kept outside of the copies.</param>
/// <param name="Erased">Openings erased by law since the copy, which restoring had brought back and the list of erasures took out again.</param>
/// <param name="Seconds">How long restoring and checking took.</param>
[Recorded("backups.restore_proven.v1")]
public sealed record RestoreProven(string Label, string Reached, string Year, long Size, string Root, long Anchored, int Erased, int Seconds);

/// <summary>Восстановление не удалось: the trial found the copy useless, and what was wrong first.</summary>
/// <param name="Label">Which copy; null: there was none.</param>
/// <param name="Why"><c>short</c>: entries are missing that a checkpoint outside knows; <c>damaged</c>: an entry differs; else why it could not be restored.</param>
/// <param name="Year">Which log.</param>
/// <param name="Leaf">Place of the first wrong entry in the log.</param>
[Recorded("backups.restore_failed.v1")]
public sealed record RestoreFailed(string? Label, string Why, string? Year, long? Size, long? Anchored, long? Leaf);

/// <summary>Поток копий включился или прервался: whether what is written goes to the copies at once.</summary>
/// <param name="State"><c>receiving</c> or <c>lost</c>.</param>
/// <param name="Mode">What the operator chose for when it is lost: <c>go-on</c> or <c>wait</c>.</param>
/// <param name="Seen">When the program saw it, ISO 8601, UTC.</param>
[Recorded("backups.stream_changed.v1")]
public sealed record StreamChanged(string State, string Mode, string Seen);
