using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Proving;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>Архив: what the page shows.</summary>
/// <param name="Year">The year looked at; null: no log of a year was opened.</param>
/// <param name="IsClosed">The year's log was closed: nothing of it is outstanding.</param>
/// <param name="Made">The last archive of each kind, and whether its file lies on the server.</param>
/// <param name="Signing">Who has signed them; null: not for this person.</param>
/// <param name="Report">What was found in the file just brought; null: none was.</param>
/// <param name="Zone">The school's.</param>
public sealed record ArchiveView(
    IReadOnlyList<string> Years, string? Year, bool IsClosed, IReadOnlyList<ArchiveGap> Gaps, IReadOnlyList<ShownArchive> Made, SigningView? Signing, ArchiveJob? Job,
    bool MayMake, bool MayFreeze, ArchiveReport? Report, TimeZoneInfo Zone)
{
    /// <summary>Pages of the year can be looked at out of the archive, by this person.</summary>
    public bool CanBeRead { get; init; }

    /// <summary>What the proof just brought proves; null: none was brought.</summary>
    public ProofReport? Proof { get; init; }

    /// <summary>What the line of a sheet just typed comes to; null: none was, or it is no such line.</summary>
    public SheetReport? Sheet { get; init; }

    /// <summary>That line, as it was typed.</summary>
    public string? Line { get; init; }
}

/// <param name="IsHere">Its file can be taken from the server.</param>
/// <param name="Now">Its zip, with all that was joined to it.</param>
public sealed record ShownArchive(ArchiveMade Made, bool IsHere, JoinedZip Now);

/// <summary>Подписи: what the archives of the year are signed with.</summary>
/// <param name="HasAuthority">Time-stamps can be asked for.</param>
/// <param name="RenewalDay">A time-stamp whose authority's certificate ends by this day is to be renewed.</param>
/// <param name="Ending">Such time-stamps of other years.</param>
public sealed record SigningView(IReadOnlyList<ShownSignatures> Bags, bool HasAuthority, DateOnly RenewalDay, IReadOnlyList<ArchiveStamped> Ending);

/// <param name="Director">Whom the director's signature names; null: there is none.</param>
/// <param name="Accepted">When it was accepted; null: it stands in the file, yet not in the log.</param>
/// <param name="Flaw">What is wrong with the director's signature as the file now holds it; null: nothing, or there is none.</param>
/// <param name="Stamp">The newest time-stamp; null: there is none.</param>
public sealed record ShownSignatures(ArchiveMade Made, Signer? Director, DateTimeOffset? Accepted, string? Flaw, Signer? Stamp);
