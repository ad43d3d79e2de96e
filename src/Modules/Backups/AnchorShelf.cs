using System.Globalization;

namespace ElJournal.Backups;

/// <summary>
/// Полка контрольных точек: signed checkpoints in a folder of its own, one file each, <c>{school}/{time}-{year}-{size}.txt</c>. A restored or cut-off
/// database is held against them.
/// </summary>
public sealed class AnchorShelf(string folder)
{
    private const string Moment = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Of the same log, one an hour is enough once a day has passed, and one a day after a month.</summary>
    private static readonly (TimeSpan Older, string Grain)[] Thinning = [(TimeSpan.FromDays(31), "yyyyMMdd"), (TimeSpan.FromDays(1), "yyyyMMddHH")];

    /// <summary>Puts aside what is new. A shorter log than one that is kept is not put aside: the difference is for <see cref="Ahead"/> to tell.</summary>
    public void Keep(IEnumerable<KeptCheckpoint> checkpoints, DateTimeOffset now)
    {
        foreach (var checkpoint in checkpoints)
        {
            if (Newest(checkpoint) is { } last && last.Size >= checkpoint.Size) continue;
            var shelf = Directory.CreateDirectory(Path.Combine(folder, checkpoint.School.Value)).FullName;
            var file = Path.Combine(shelf, string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}-{checkpoint.Year}-{checkpoint.Size}.txt"));
            File.WriteAllText(file + ".new", checkpoint.Note);
            File.Move(file + ".new", file, overwrite: true);
            Thin(shelf, now);
        }
    }

    /// <summary>All that are kept, oldest first.</summary>
    public IReadOnlyList<KeptCheckpoint> All() => !Directory.Exists(folder) ? [] :
        [.. Directory.GetDirectories(folder).SelectMany(shelf => Directory.GetFiles(shelf, "*.txt")).Select(Read).OfType<KeptCheckpoint>().OrderBy(c => c.At).ThenBy(c => c.Size)];

    /// <summary>A kept checkpoint that the living log has not reached, though it was put aside from it: entries are gone. Null: none.</summary>
    public KeptCheckpoint? Ahead(KeptCheckpoint living) => Newest(living) is { } kept && kept.Size > living.Size ? kept : null;

    private KeptCheckpoint? Newest(KeptCheckpoint of) => All().Where(kept => kept.School == of.School && kept.Year == of.Year).MaxBy(kept => kept.Size);

    private static KeptCheckpoint? Read(string file) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileName(file).Split('-')[0], Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? KeptCheckpoint.Parse(File.ReadAllText(file), at)
            : null;

    private static void Thin(string shelf, DateTimeOffset now)
    {
        foreach (var (older, grain) in Thinning)
        {
            var old = Directory.GetFiles(shelf, "*.txt").Select(file => (File: file, Kept: Read(file)))
                .Where(file => file.Kept is { } kept && now - kept.At > older)
                .GroupBy(file => (file.Kept!.Year, file.Kept.At.ToString(grain, CultureInfo.InvariantCulture)));
            foreach (var superseded in old.SelectMany(group => group.OrderBy(file => file.Kept!.Size).SkipLast(1))) File.Delete(superseded.File);
        }
    }
}
