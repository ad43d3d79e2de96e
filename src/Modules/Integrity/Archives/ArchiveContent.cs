using ElJournal.Integrity.Notes;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Archives;

/// <summary>
/// What the modules above put into an archive beside the log: tables by which a journal page can be built without this program (D-7), and the
/// printed forms. The Host answers it; this module knows neither lessons nor pupils.
/// </summary>
public interface IArchiveContent
{
    /// <summary>The school's name as it stands on the archive.</summary>
    Task<string> NameOf(SchoolId school, CancellationToken cancel);

    /// <summary>The school's time zone, for what people read.</summary>
    Task<TimeZoneInfo> ZoneOf(SchoolId school, CancellationToken cancel);

    /// <summary>Writes all files of the year, always in the same order and with the same bytes for the same state.</summary>
    /// <param name="year">Учебный год, <c>2026-2027</c>.</param>
    Task Write(SchoolId school, string year, IArchiveShelf shelf, CancellationToken cancel);

    /// <summary>Writes классные журналы of the year as printed forms. They hold names, so they lie beside the openings, and after an erasure are printed anew without them.</summary>
    /// <param name="checkpoint">State of the log that the archive stands under; every sheet shows it.</param>
    /// <param name="at">Moment of that state.</param>
    /// <param name="said">Told how many classes are done of how many.</param>
    Task Print(SchoolId school, string year, SignedNote checkpoint, DateTimeOffset at, IArchiveShelf shelf, Action<int, int> said, CancellationToken cancel);

    /// <summary>Сводные ведомости of all classes of the year, always in the same order and with the same bytes for the same state.</summary>
    Task<IReadOnlyList<StatementFile>> StatementsOf(SchoolId school, string year, CancellationToken cancel);

    /// <summary>What is not finished before the year's archive is made: открытые страницы, запросы на исправление, незаполненные дни.</summary>
    Task<IReadOnlyList<ArchiveGap>> GapsOf(SchoolId school, string year, CancellationToken cancel);
}

/// <summary>Сводная ведомость класса, as it is kept for twenty-five years; archival documents lawfully hold names.</summary>
/// <param name="Csv">The table.</param>
/// <param name="Pdf">The printed form; null: none is made.</param>
/// <param name="Sheets">Листов of the printed form.</param>
public sealed record StatementFile(string Class, string Title, byte[] Csv, byte[]? Pdf = null, int? Sheets = null);

/// <summary>Незавершённое: so many things of a kind, and where they are dealt with.</summary>
/// <param name="Kind"><c>pages</c>, <c>corrections</c>, <c>days</c>.</param>
public sealed record ArchiveGap(string Kind, int Count, string Address);

/// <summary>Takes files into an archive that is being made.</summary>
public interface IArchiveShelf
{
    /// <summary>The file's bytes; it is in the archive once the stream is closed.</summary>
    Stream Open(ArchivedFile file);

    /// <summary>A table: CSV (RFC 4180, UTF-8) with its description beside it (CSV on the Web).</summary>
    ArchiveTable Table(ArchivedFile file, params IReadOnlyList<ArchivedColumn> columns);
}

/// <summary>Единица описи.</summary>
/// <param name="Path">Under <c>data/</c>, ASCII: Й and Ё come apart in some file systems.</param>
/// <param name="Title">Заголовок.</param>
/// <param name="Sheets">Листов, of a printed form; null: not printed.</param>
/// <param name="Years">Срок хранения, years.</param>
public sealed record ArchivedFile(string Path, string Title, int? Sheets = null, int Years = 5);

/// <param name="Type">Datatype of CSV on the Web: <c>string</c>, <c>date</c>, <c>integer</c>, <c>boolean</c>.</param>
public sealed record ArchivedColumn(string Name, string Title, string Type = "string");
