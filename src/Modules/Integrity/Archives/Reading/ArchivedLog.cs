using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives.Reading;

/// <summary>Запись журнала, as an archive holds it: one line of the log.</summary>
/// <param name="Index">Номер листа, from 0.</param>
/// <param name="Version">Place in its stream, from 1.</param>
/// <param name="Type">Name under which the event is stored.</param>
public sealed record ArchivedEntry(long Index, long Seq, Guid Id, string Stream, long Version, string Type, DateTimeOffset At, string? Actor, JsonElement Data);

/// <summary>
/// Reads the bag of a year's journals without any database (D-5, D-7): entries of the log in the order in which they were sealed, and the tables. It
/// trusts nothing and proves nothing; that is <see cref="ArchiveVerifier"/>'s.
/// </summary>
public sealed class ArchivedLog : IDisposable
{
    private const string Tables = "data/tables/";

    private readonly ZipArchive zip;
    private readonly OpenedBag bag;

    private ArchivedLog(ZipArchive zip, OpenedBag bag)
    {
        this.zip = zip;
        this.bag = bag;
    }

    /// <summary>Учебный год, <c>2026-2027</c>.</summary>
    public string Year => bag.Info("ElJournal-Year") ?? "";

    /// <summary>Whose log, <c>host/school/year</c>, as the archive says of itself.</summary>
    public string Origin => bag.Info("ElJournal-Log-Origin") ?? "";

    /// <summary>Which archive it is, of <see cref="ArchiveKinds"/>.</summary>
    public string Kind => bag.Info("ElJournal-Kind") ?? "";

    /// <summary>Null: the file is no archive of the journal, or is damaged so that it does not open.</summary>
    /// <param name="file">The zip; it is closed with the log.</param>
    public static ArchivedLog? Open(Stream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            if (OpenedBag.Find(zip, []) is { } bag) return new ArchivedLog(zip, bag);
            zip.Dispose();
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            file.Dispose();
        }
        return null;
    }

    /// <summary>Entries of the streams whose key begins so. The others are passed over unread: of half a million lines a page needs some thousands.</summary>
    /// <exception cref="ArchiveRefused">A line is not what a line of the log is.</exception>
    public IEnumerable<ArchivedEntry> Entries(params IReadOnlyList<string> streams)
    {
        var marks = streams.Select(stream => "\"stream\":\"" + stream).ToList();
        foreach (var (path, line, index, text) in Lines())
        {
            // What an event says may name a stream too: the line is only then looked into.
            if (marks.Exists(mark => text.Contains(mark, StringComparison.Ordinal)) && Parse(text, index, path, line) is var entry
                && streams.Any(stream => entry.Stream.StartsWith(stream, StringComparison.Ordinal)))
                yield return entry;
        }
    }

    /// <summary>Every line of the log, the bytes of a leaf, and its place.</summary>
    /// <exception cref="ArchiveRefused">A line cannot be read.</exception>
    internal IEnumerable<(string Path, long Line, long Index, string Text)> Lines()
    {
        var index = 0L;
        foreach (var (path, file) in bag.Entries.Where(e => e.Key.StartsWith("data/log/events/", StringComparison.Ordinal)).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            using var reader = new StreamReader(file.Open(), Encoding.UTF8, false, 1 << 17);
            for (var line = 1L; Line(reader, path, line) is { } text; line++, index++) yield return (path, line, index, text);
        }
    }

    /// <summary>A table of the bag, each row by the names of its columns; empty where there is none of that name.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Table(string name) => Rows($"{Tables}{name}.csv");

    /// <summary>Раскрытия of the bag P.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Openings() => Rows("data/openings.csv");

    public void Dispose() => zip.Dispose();

    private IEnumerable<IReadOnlyDictionary<string, string>> Rows(string path)
    {
        if (!bag.Entries.TryGetValue(path, out var entry)) yield break;
        using var csv = CsvReader.Create(entry.Open(), new CsvReaderOptions { HasHeader = true });
        while (csv.Read()) yield return csv.Headers.ToDictionary(column => column, column => CsvCell.Plain(csv.GetString(column)));
    }

    private static string? Line(StreamReader reader, string path, long line)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception damage) when (ZipDamage.Is(damage))
        {
            throw ArchiveRefused.Line(path, line);
        }
    }

    private static ArchivedEntry Parse(string text, long index, string path, long line)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new ArchivedEntry(
                index, root.GetProperty("seq").GetInt64(), root.GetProperty("id").GetGuid(), root.GetProperty("stream").GetString()!, root.GetProperty("ver").GetInt64(),
                root.GetProperty("type").GetString()!, root.GetProperty("at").GetDateTimeOffset(), root.TryGetProperty("actor", out var actor) ? actor.GetString() : null,
                root.GetProperty("data").Clone());
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw ArchiveRefused.Line(path, line);
        }
    }
}
