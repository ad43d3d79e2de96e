namespace ElJournal.Integrity.Archives;

/// <summary>The archives of a year that were made, oldest first.</summary>
/// <param name="Id">Key of the stream, <c>archive/{year}</c>.</param>
public sealed record ArchiveShelf(string Id, string Year, IReadOnlyList<ArchiveMade> Made)
{
    public static string StreamOf(string year) => "archive/" + year;

    public static ArchiveShelf Create(ArchiveMade e) => new(StreamOf(e.Year), e.Year, [e]);

    public static ArchiveShelf Apply(ArchiveMade e, ArchiveShelf shelf) => shelf with { Made = [.. shelf.Made, e] };

    /// <summary>The last of a kind; null: none was made.</summary>
    public ArchiveMade? Last(string kind) => Made.LastOrDefault(made => made.Kind == kind);
}
