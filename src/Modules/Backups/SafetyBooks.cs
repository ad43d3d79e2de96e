using ElJournal.Kernel;
using Marten;

namespace ElJournal.Backups;

/// <summary>Reads what is recorded of copies.</summary>
public sealed class SafetyBooks(IDocumentStore store)
{
    /// <summary>The newest book of a school and the one before it.</summary>
    public async Task<(SafetyBook? Now, SafetyBook? Before)> Of(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var books = await session.Query<SafetyBook>().OrderByDescending(book => book.Id).Take(2).ToListAsync(cancel);
        return (books.ElementAtOrDefault(0), books.ElementAtOrDefault(1));
    }

    /// <summary>The last of each kind of fact.</summary>
    public async Task<SafetyBook> Latest(SchoolId school, CancellationToken cancel)
    {
        var (now, before) = await Of(school, cancel);
        return (now ?? new SafetyBook("")) with
        {
            Copy = now?.Copy ?? before?.Copy,
            CopyAt = now?.CopyAt ?? before?.CopyAt,
            Proven = now?.Proven ?? before?.Proven,
            ProvenAt = now?.ProvenAt ?? before?.ProvenAt,
            Failed = now?.Failed ?? before?.Failed,
            FailedAt = now?.FailedAt ?? before?.FailedAt,
            Stream = now?.Stream ?? before?.Stream,
            StreamAt = now?.StreamAt ?? before?.StreamAt,
        };
    }
}
