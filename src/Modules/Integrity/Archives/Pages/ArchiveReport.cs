using ElJournal.Integrity.Archives.Checking;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>A file that somebody brought, against what the school knows.</summary>
/// <param name="File">Its name as it was brought.</param>
/// <param name="Known">The archive that was recorded with this very hash, as it was made or with what was joined to it later; null: none.</param>
/// <param name="Recorded">The archive last recorded of this year and kind; null: none.</param>
/// <param name="Absent">Signatures that the log knows of this archive and the file lacks.</param>
/// <param name="Unrecorded">Signatures of the file, by their path, that the log knows nothing of.</param>
public sealed record ArchiveReport(
    string File, ArchiveVerdict Verdict, ArchiveMade? Known, ArchiveMade? Recorded, IReadOnlyList<BagSigner> Absent, IReadOnlyCollection<string> Unrecorded)
{
    public static ArchiveReport Of(string file, ArchiveVerdict verdict, IReadOnlyList<ArchiveShelf> shelves)
    {
        var known = shelves.Select(shelf => shelf.Of(verdict.Sha256)).FirstOrDefault(made => made is not null);
        var recorded = shelves.FirstOrDefault(shelf => shelf.Year == verdict.Year)?.Last(verdict.Kind ?? "");
        var own = shelves.FirstOrDefault(shelf => shelf.Made.Any(made => made.Seal == verdict.Seal));
        if (own is null) return new ArchiveReport(file, verdict, known, recorded, [], []);
        var there = verdict.Signatures.Select(signature => signature.Sha256).ToHashSet(StringComparer.Ordinal);
        var signed = own.Signed.Where(accepted => accepted.Event.Seal == verdict.Seal).Select(accepted => accepted.Event.Signature).ToList();
        var stamps = own.Stamped.Where(stamped => stamped.Seal == verdict.Seal).ToList();
        // A signature brought again takes the place of the one before: the last is what should be there.
        List<BagSigner> absent =
        [
            .. signed.TakeLast(1).Where(signature => !there.Contains(signature)).Select(_ => BagSigner.Director),
            .. stamps.Where(stamp => !there.Contains(stamp.Stamp)).Select(stamp => stamp.Order == 0 ? BagSigner.Stamp : BagSigner.Renewal),
        ];
        var all = signed.Concat(stamps.Select(stamp => stamp.Stamp)).ToHashSet(StringComparer.Ordinal);
        return new ArchiveReport(
            file, verdict, known, recorded, absent,
            [.. verdict.Signatures.Where(signature => signature.By is not BagSigner.Server && !all.Contains(signature.Sha256)).Select(signature => signature.Path)]);
    }
}
