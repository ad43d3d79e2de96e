using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>Получен штамп времени (D-16, A-9): an authority witnessed that the archive was there at a moment; a renewal witnesses it of the stamp before.</summary>
/// <param name="Year">Учебный год, <c>2026-2027</c>.</param>
/// <param name="Kind">Which bag: <c>J5</c>, <c>S25</c>, <c>P</c>.</param>
/// <param name="Seal">SHA-256 of the archive's <c>tagmanifest-sha256.txt</c>, lower-case hex.</param>
/// <param name="Order">0 for the first, then the number of the renewal.</param>
/// <param name="Stamp">SHA-256 of the authority's answer, hex.</param>
/// <param name="Certificate">SHA-256 of the authority's certificate, hex.</param>
/// <param name="Witnessed">The moment that the authority names, <c>2027-06-28T09:00:00Z</c>.</param>
/// <param name="Until">Last day of the authority's certificate: before it the stamp is to be renewed.</param>
/// <param name="Sha256">Of the zip with it, hex.</param>
/// <param name="Bytes">Length of that zip.</param>
[Recorded("integrity.archive_stamped.v1")]
public sealed record ArchiveStamped(
    string Year, string Kind, string Seal, int Order, string Stamp, string Certificate, string Witnessed, DateOnly Until, string Sha256, long Bytes);
