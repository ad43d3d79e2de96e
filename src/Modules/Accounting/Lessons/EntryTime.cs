using Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>When an entry was made, by the database's clock.</summary>
internal static class EntryTime
{
    /// <summary>Null when the lesson has no such entry.</summary>
    public static async Task<DateTimeOffset?> Of(IQuerySession session, LessonId lesson, int version, CancellationToken cancel)
    {
        if (version == 0) return null;
        var stream = lesson.Stream;
        return (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey == stream && e.Version == version).ToListAsync(cancel))
            .Select(e => (DateTimeOffset?)e.Timestamp).FirstOrDefault();
    }
}
