using ElJournal.Integrity.Archives.Checking;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>Архив: what the page shows.</summary>
/// <param name="Year">The year looked at; null: no log of a year was opened.</param>
/// <param name="IsClosed">The year's log was closed: nothing of it is outstanding.</param>
/// <param name="Made">The last archive of each kind, and whether its file lies on the server.</param>
/// <param name="Report">What was found in the file just brought; null: none was.</param>
public sealed record ArchiveView(
    IReadOnlyList<string> Years, string? Year, bool IsClosed, IReadOnlyList<ArchiveGap> Gaps, IReadOnlyList<ShownArchive> Made, ArchiveJob? Job, bool MayMake,
    bool MayFreeze, ArchiveReport? Report);

/// <param name="IsHere">Its file can be taken from the server.</param>
public sealed record ShownArchive(ArchiveMade Made, bool IsHere);

/// <summary>A file that somebody brought, against what the school knows.</summary>
/// <param name="File">Its name as it was brought.</param>
/// <param name="Known">The archive that was recorded with this very hash; null: none.</param>
/// <param name="Recorded">The archive last recorded of this year and kind; null: none.</param>
public sealed record ArchiveReport(string File, ArchiveVerdict Verdict, ArchiveMade? Known, ArchiveMade? Recorded);
