using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives;

/// <summary>Архив сформирован (D-7, A-8): its hashes stand in the log of what comes after, so a copy found years later can be told from a forged one.</summary>
/// <param name="Year">Учебный год, <c>2026-2027</c>.</param>
/// <param name="Kind">Which bag: <c>J5</c>, <c>P</c>.</param>
/// <param name="File">Name of the zip.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of the zip, lower-case hex.</param>
/// <param name="Seal">SHA-256 of <c>tagmanifest-sha256.txt</c>, which the signatures stand under, hex.</param>
/// <param name="Size">Entries of the log in it.</param>
/// <param name="Root">Root of the log, hex.</param>
[Recorded("integrity.archive_made.v1")]
public sealed record ArchiveMade(string Year, string Kind, string File, long Bytes, string Sha256, string Seal, long Size, string Root);
