using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ElJournal.Postgres.Copies;

/// <summary>Копия кластера: all files of the server as they were at one time; what came later is in the stream beside.</summary>
/// <param name="Label">Its name and folder, <c>20261128T023000Z</c>.</param>
/// <param name="Bytes">Its size on disk.</param>
/// <param name="Cluster">Which cluster: PostgreSQL's system identifier.</param>
/// <param name="Version">Of the server, <c>15.18</c>; another major version does not read it.</param>
/// <param name="FirstSegment">The first file of the log that restoring needs.</param>
/// <param name="LastSegment">The last file of the log that the copy holds itself.</param>
/// <param name="Verified">When every file was last held against its checksum and found good.</param>
/// <param name="User">The role that made it, and that may read all of it when it is restored.</param>
/// <param name="Database">The journal's database in it.</param>
public sealed partial record BaseCopy(
    string Label, DateTimeOffset Started, DateTimeOffset Finished, long Bytes, string Cluster, string Version, string FirstSegment, string LastSegment,
    DateTimeOffset? Verified, string User, string Database)
{
    internal const string FileName = "copy.json";

    internal const string DataFolder = "data";

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    internal static string LabelAt(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null where the folder holds no finished copy.</summary>
    internal static BaseCopy? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<BaseCopy>(File.ReadAllText(Path.Combine(folder, FileName)));
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Written beside and put in its place: a torn one is never read.</summary>
    internal void Write(string folder)
    {
        var file = Path.Combine(folder, FileName);
        using (var stream = new FileStream(file + ".new", FileMode.Create))
        {
            JsonSerializer.Serialize(stream, this);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>The segments between which the copy is whole, as the server wrote them into it.</summary>
    internal static (string First, string Last) Segments(string data, long segmentBytes)
    {
        var first = StartSegment().Match(File.ReadAllText(Path.Combine(data, "backup_label"))).Groups[1].Value;
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "backup_manifest")));
        var range = manifest.RootElement.GetProperty("WAL-Ranges").EnumerateArray().Last();
        return (first, WalSegment.At(range.GetProperty("Timeline").GetInt64(), range.GetProperty("End-LSN").GetString()!, segmentBytes));
    }

    [GeneratedRegex(@"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)")]
    private static partial Regex StartSegment();
}

/// <summary>Names of the files of PostgreSQL's log: 8 hexadecimal digits of the timeline, 16 of the place.</summary>
internal static partial class WalSegment
{
    public static bool IsName(string name) => Pattern().IsMatch(name);

    public static string At(long timeline, string lsn, long segmentBytes)
    {
        var parts = lsn.Split('/');
        var place = (long.Parse(parts[0], Hex, Invariant) << 32) + long.Parse(parts[1], Hex, Invariant);
        return Name(timeline, Math.Max(0, place - 1) / segmentBytes, segmentBytes);
    }

    public static string After(string name, long segmentBytes) => Name(long.Parse(name[..8], Hex, Invariant), Number(name, segmentBytes) + 1, segmentBytes);

    /// <summary>Where a file stands in the log, whatever its timeline.</summary>
    public static string Place(string name) => name[8..24];

    private static long Number(string name, long segmentBytes) =>
        long.Parse(name[8..16], Hex, Invariant) * (0x1_0000_0000L / segmentBytes) + long.Parse(name[16..24], Hex, Invariant);

    private static string Name(long timeline, long number, long segmentBytes)
    {
        var each = 0x1_0000_0000L / segmentBytes;
        return string.Create(Invariant, $"{timeline:X8}{number / each:X8}{number % each:X8}");
    }

    private const NumberStyles Hex = NumberStyles.HexNumber;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [GeneratedRegex("^[0-9A-F]{24}$")]
    private static partial Regex Pattern();
}
