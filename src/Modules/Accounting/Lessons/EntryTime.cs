using Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>When entries were made, by the database's clock.</summary>
internal static class EntryTime
{
    private static readonly Dictionary<int, DateTimeOffset> None = [];

    /// <summary>Times by version; a version that the lesson has not is left out.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> Of(
        IQuerySession session, LessonId lesson, IEnumerable<int> versions, CancellationToken cancel)
    {
        var wanted = versions.Where(v => v > 0).Select(v => (long)v).Distinct().ToArray();
        if (wanted.Length == 0) return None;
        var stream = lesson.Stream;
        return (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey == stream && e.Version.IsOneOf(wanted)).ToListAsync(cancel))
            .ToDictionary(e => (int)e.Version, e => e.Timestamp);
    }
}
