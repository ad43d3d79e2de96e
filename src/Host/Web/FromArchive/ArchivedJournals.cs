using ElJournal.Host.Archives;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Kernel;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Host.Web.FromArchive;

/// <summary>The archives on this installation's shelf, opened for reading: the last one stays open, so that the next step of a page is made in memory.</summary>
internal sealed class ArchivedJournals(IDocumentStore store, Archivist archivist) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    private (string Key, ArchivedLog Log, ArchivedJournal Journal)? open;

    /// <summary>Asks the journal of a year. Null: no archive of that year is on the shelf.</summary>
    /// <exception cref="ArchiveRefused">Its file is damaged.</exception>
    public async Task<T?> Ask<T>(SchoolId school, string year, Func<ArchivedJournal, T?> question, CancellationToken cancel) where T : class
    {
        await using var session = store.QuerySession(school.Value);
        var shelf = await session.LoadAsync<ArchiveShelf>(ArchiveShelf.StreamOf(year), cancel);
        if (shelf?.Last(ArchiveKinds.Journals) is not { } made || !File.Exists(PathOf(made))) return null;
        var words = shelf.Last(ArchiveKinds.Openings) is { } openings && File.Exists(PathOf(openings)) ? PathOf(openings) : null;
        await turn.WaitAsync(cancel);
        try
        {
            // A long file is read: not on the thread that serves others.
            return await Task.Run(() => question(Opened(PathOf(made), words)), cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        open?.Log.Dispose();
        turn.Dispose();
    }

    private ArchivedJournal Opened(string path, string? words)
    {
        var key = string.Join('|', new[] { path, words }.OfType<string>().Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"));
        if (open is { } known && known.Key == key) return known.Journal;
        open?.Log.Dispose();
        open = null;
        var log = ArchivedLog.Open(File.OpenRead(path)) ?? throw ArchiveRefused.Line(Path.GetFileName(path), 0);
        using var openings = words is null ? null : ArchivedLog.Open(File.OpenRead(words));
        var journal = new ArchivedJournal(log, openings is null ? new Dictionary<PupilId, string>() : ArchivedJournal.Names(log, openings));
        open = (key, log, journal);
        return journal;
    }

    private string PathOf(ArchiveMade made) => Path.Combine(archivist.Directory, made.File);
}
