using System.Globalization;
using ElJournal.Kernel;

namespace ElJournal.Backups;

/// <summary>
/// Полка контрольных точек: signed checkpoints in a folder of its own, one file each, <c>{school}/{time}_{year}_{size}.txt</c>. A restored or cut-off
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
            var name = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}_{checkpoint.Year}_{checkpoint.Size}.txt");
            File.WriteAllText(Path.Combine(shelf, name + ".new"), checkpoint.Note);
            File.Move(Path.Combine(shelf, name + ".new"), Path.Combine(shelf, name), overwrite: true);
            Thin(checkpoint.School, now);
        }
    }

    /// <summary>All that are kept, oldest first.</summary>
    public IReadOnlyList<KeptCheckpoint> All() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetDirectories(folder).Select(Path.GetFileName).Where(name => Id.IsValid(name) && name.All(char.IsAsciiLetterOrDigit))
            .SelectMany(name => Of(SchoolId.From(name!))).OrderBy(kept => kept.At).ThenBy(kept => kept.Size)
            .Select(kept => KeptCheckpoint.Parse(File.ReadAllText(kept.File), kept.At)).OfType<KeptCheckpoint>(),
    ];

    /// <summary>A kept checkpoint that the living log has not reached, though it was put aside from it: entries are gone. Null: none.</summary>
    public KeptCheckpoint? Ahead(KeptCheckpoint living) =>
        Newest(living) is { } kept && kept.Size > living.Size ? KeptCheckpoint.Parse(File.ReadAllText(kept.File), kept.At) : null;

    /// <summary>When the newest of a school was put aside, and how long its log was; null: none is kept.</summary>
    public (DateTimeOffset At, long Size)? Last(SchoolId school) => Of(school).OrderBy(kept => kept.At).ThenBy(kept => kept.Size).LastOrDefault() is { } last ? (last.At, last.Size) : null;

    private Kept? Newest(KeptCheckpoint of) => Of(of.School).Where(kept => kept.Year == of.Year).MaxBy(kept => kept.Size);

    /// <summary>By their names alone.</summary>
    private IEnumerable<Kept> Of(SchoolId school)
    {
        var shelf = Path.Combine(folder, school.Value);
        return Directory.Exists(shelf) ? Directory.GetFiles(shelf, "*.txt").Select(Named).OfType<Kept>() : [];
    }

    private static Kept? Named(string file) =>
        Path.GetFileNameWithoutExtension(file).Split('_') is [var time, var year, var size]
        && DateTimeOffset.TryParseExact(time, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new Kept(file, at, year, length)
            : null;

    private void Thin(SchoolId school, DateTimeOffset now)
    {
        foreach (var (older, grain) in Thinning)
        {
            var old = Of(school).Where(kept => now - kept.At > older).GroupBy(kept => (kept.Year, kept.At.ToString(grain, CultureInfo.InvariantCulture)));
            foreach (var superseded in old.SelectMany(group => group.OrderBy(kept => kept.Size).SkipLast(1)).ToList()) File.Delete(superseded.File);
        }
    }

    private sealed record Kept(string File, DateTimeOffset At, string Year, long Size);
}
