using System.Data.Common;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ElJournal.Accounting.Lessons;

/// <summary>When entries were made, by the database's clock.</summary>
internal static class EntryTime
{
    private static readonly Dictionary<int, DateTimeOffset> None = [];

    /// <summary>Times of all entries of a lesson by version, asked together with other things: two numbers a row.</summary>
    public static Task<IReadOnlyDictionary<int, DateTimeOffset>> OfAll(IBatchedQuery query, LessonId lesson) => query.AddItem(new Question(query.Parent.TenantId, lesson.Stream));

    /// <summary>Times of entries by version, asked together with other things; a version that the lesson has not is left out.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> Of(IBatchedQuery query, LessonId lesson, IEnumerable<int> versions)
    {
        var wanted = Wanted(versions);
        if (wanted.Length == 0) return None;
        var stream = lesson.Stream;
        return Times(await query.Query<IEvent>().Where(e => e.StreamKey == stream && e.Version.IsOneOf(wanted)).ToList());
    }

    private static long[] Wanted(IEnumerable<int> versions) => [.. versions.Where(v => v > 0).Select(v => (long)v).Distinct()];

    private static Dictionary<int, DateTimeOffset> Times(IEnumerable<IEvent> entries) => entries.ToDictionary(e => (int)e.Version, e => e.Timestamp);

    private sealed class Question(string school, string stream) : IQueryHandler<IReadOnlyDictionary<int, DateTimeOffset>>
    {
        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            var values = builder.AppendWithParameters($"select version, timestamp from {EventStore.Schema}.mt_events where tenant_id = ? and stream_id = ?");
            (values[0].Value, values[1].Value) = (school, stream);
        }

        public async Task<IReadOnlyDictionary<int, DateTimeOffset>> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            var times = new Dictionary<int, DateTimeOffset>();
            while (await reader.ReadAsync(token)) times[(int)reader.GetInt64(0)] = await reader.GetFieldValueAsync<DateTimeOffset>(1, token);
            return times;
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
    }
}
