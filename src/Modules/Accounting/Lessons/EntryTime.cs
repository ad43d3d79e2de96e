using JasperFx.Events;
using Marten;
using Marten.Services.BatchQuerying;

namespace ElJournal.Accounting.Lessons;

/// <summary>When entries were made, by the database's clock.</summary>
internal static class EntryTime
{
    private static readonly Dictionary<int, DateTimeOffset> None = [];

    /// <summary>Times by version; a version that the lesson has not is left out.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> Of(
        IQuerySession session, LessonId lesson, IEnumerable<int> versions, CancellationToken cancel)
    {
        var wanted = Wanted(versions);
        if (wanted.Length == 0) return None;
        var stream = lesson.Stream;
        return Times(await session.Events.QueryAllRawEvents().Where(e => e.StreamKey == stream && e.Version.IsOneOf(wanted)).ToListAsync(cancel));
    }

    /// <summary>The same, asked together with other things.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> Of(IBatchedQuery query, LessonId lesson, IEnumerable<int> versions)
    {
        var wanted = Wanted(versions);
        if (wanted.Length == 0) return None;
        var stream = lesson.Stream;
        return Times(await query.Query<IEvent>().Where(e => e.StreamKey == stream && e.Version.IsOneOf(wanted)).ToList());
    }

    private static long[] Wanted(IEnumerable<int> versions) => [.. versions.Where(v => v > 0).Select(v => (long)v).Distinct()];

    private static Dictionary<int, DateTimeOffset> Times(IEnumerable<IEvent> entries) => entries.ToDictionary(e => (int)e.Version, e => e.Timestamp);
}
