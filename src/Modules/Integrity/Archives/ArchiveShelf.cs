using ElJournal.Integrity.Archives.Signing;
using JasperFx.Events;

namespace ElJournal.Integrity.Archives;

/// <summary>The archives of a year that were made, oldest first, and what was joined to them later.</summary>
/// <param name="Id">Key of the stream, <c>archive/{year}</c>.</param>
public sealed record ArchiveShelf(string Id, string Year, IReadOnlyList<ArchiveMade> Made)
{
    /// <summary>Signatures of people, oldest first.</summary>
    public IReadOnlyList<AcceptedSignature> Signed { get; init; } = [];

    /// <summary>Time-stamps, oldest first.</summary>
    public IReadOnlyList<ArchiveStamped> Stamped { get; init; } = [];

    /// <summary>Each zip that came of joining something to an archive, oldest first.</summary>
    public IReadOnlyList<JoinedZip> Joined { get; init; } = [];

    public static string StreamOf(string year) => "archive/" + year;

    public static ArchiveShelf Create(ArchiveMade e) => new(StreamOf(e.Year), e.Year, [e]);

    public static ArchiveShelf Apply(ArchiveMade e, ArchiveShelf shelf) => shelf with { Made = [.. shelf.Made, e] };

    public static ArchiveShelf Apply(IEvent<ArchiveSigned> e, ArchiveShelf shelf) => shelf with
    {
        Signed = [.. shelf.Signed, new AcceptedSignature(e.Data, e.Timestamp)],
        Joined = [.. shelf.Joined, new JoinedZip(e.Data.Seal, e.Data.Sha256, e.Data.Bytes)],
    };

    public static ArchiveShelf Apply(ArchiveStamped e, ArchiveShelf shelf) => shelf with
    {
        Stamped = [.. shelf.Stamped, e],
        Joined = [.. shelf.Joined, new JoinedZip(e.Seal, e.Sha256, e.Bytes)],
    };

    /// <summary>The last of a kind; null: none was made.</summary>
    public ArchiveMade? Last(string kind) => Made.LastOrDefault(made => made.Kind == kind);

    /// <summary>The signature last accepted for an archive; null: there is none.</summary>
    public ArchiveSigned? SignatureOf(string seal) => Signed.LastOrDefault(signed => signed.Event.Seal == seal)?.Event;

    /// <summary>The newest time-stamp of an archive; null: there is none.</summary>
    public ArchiveStamped? StampOf(string seal) => Stamped.LastOrDefault(stamped => stamped.Seal == seal);

    /// <summary>The zip of an archive as it was last: with all that was joined to it.</summary>
    public JoinedZip Now(ArchiveMade made) => Joined.LastOrDefault(joined => joined.Seal == made.Seal) ?? new JoinedZip(made.Seal, made.Sha256, made.Bytes);

    /// <summary>Sums of the zips of an archive that hold all its director has signed: from the last signature on, with each time-stamp after it.</summary>
    public IReadOnlyList<string> SumsOf(ArchiveMade made)
    {
        List<string> all = [made.Sha256, .. Joined.Where(joined => joined.Seal == made.Seal).Select(joined => joined.Sha256)];
        return SignatureOf(made.Seal) is { } signed ? all[all.LastIndexOf(signed.Sha256)..] : all;
    }

    /// <summary>The archive of which this is the sum of a zip, as it was made or with what was joined to it; null: of none.</summary>
    public ArchiveMade? Of(string sha256) => Made.LastOrDefault(made => made.Sha256 == sha256)
        ?? (Joined.FirstOrDefault(joined => joined.Sha256 == sha256) is { } found ? Made.LastOrDefault(made => made.Seal == found.Seal) : null);

    /// <summary>Time-stamps of the archives that are kept now, whose authority's certificate ends by a day.</summary>
    public IEnumerable<ArchiveStamped> EndingBy(DateOnly day) =>
        ArchiveKinds.All.Select(Last).OfType<ArchiveMade>().Select(made => StampOf(made.Seal)).OfType<ArchiveStamped>().Where(stamped => stamped.Until <= day);
}

/// <summary>A signature and when it was accepted.</summary>
public sealed record AcceptedSignature(ArchiveSigned Event, DateTimeOffset At);

/// <summary>The sum and length of an archive's zip.</summary>
/// <param name="Seal">SHA-256 of its tag manifest: which archive it is.</param>
public sealed record JoinedZip(string Seal, string Sha256, long Bytes);
