using System.Data.Common;
using System.Globalization;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using Microsoft.Extensions.Caching.Memory;
using NpgsqlTypes;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ElJournal.Accounting.Lessons;

/// <summary>
/// Lessons of a page, in one statement. What was read before is kept with the version of its row, and the database sends again only the
/// lessons that have another one: a page is opened, and every entry answered with an average, by reading what changed (docs/adr/0008).
/// </summary>
public sealed class KeptLessons : IDisposable
{
    /// <summary>Of all pages; a lesson of thirty pupils takes about ten kilobytes.</summary>
    private const int MostLessons = 6_000;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostLessons });

    /// <summary>Lessons of a course from one day to another, both included.</summary>
    public Task<IReadOnlyList<Lesson>> Of(CourseId course, DateOnly from, DateOnly to, IBatchedQuery batch) =>
        batch.AddItem(new Question(kept, new Page(batch.Parent.TenantId, course, from, to)));

    /// <summary>The same, asked alone.</summary>
    public async Task<IReadOnlyList<Lesson>> Of(IQuerySession session, CourseId course, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var lessons = Of(course, from, to, batch);
        await batch.Execute(cancel);
        return await lessons;
    }

    public void Dispose() => kept.Dispose();

    private sealed record Page(string School, CourseId Course, DateOnly From, DateOnly To);

    private sealed record Row(string Version, Lesson Lesson);

    private sealed class Question(MemoryCache all, Page page) : IQueryHandler<IReadOnlyList<Lesson>>
    {
        private const string Sql = $"""
            select d.id, d.xmin::text, case when k.version is distinct from d.xmin::text then d.data end
            from {EventStore.Schema}.mt_doc_lesson d left join unnest(?, ?) k (id, version) on k.id = d.id
            where d.tenant_id = ? and d.data ->> 'course' = ? and d.data ->> 'day' between ? and ?
            """;

        private readonly IReadOnlyDictionary<string, Row> known = all.Get<IReadOnlyDictionary<string, Row>>(page) ?? new Dictionary<string, Row>();

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            var given = builder.AppendWithParameters(Sql);
            Set(given[0], known.Keys.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            Set(given[1], known.Values.Select(row => row.Version).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            foreach (var (parameter, value) in given[2..].Zip([page.School, page.Course.Value, Day(page.From), Day(page.To)])) Set(parameter, value, NpgsqlDbType.Varchar);
        }

        public async Task<IReadOnlyList<Lesson>> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            var rows = new Dictionary<string, Row>();
            while (await reader.ReadAsync(token))
            {
                var id = reader.GetString(0);
                rows[id] = await reader.IsDBNullAsync(2, token)
                    ? known[id]
                    : new Row(reader.GetString(1), await session.Serializer.FromJsonAsync<Lesson>(reader, 2, token));
            }
            all.Set<IReadOnlyDictionary<string, Row>>(page, rows, new MemoryCacheEntryOptions { Size = 1 + rows.Count });
            return [.. rows.Values.Select(row => row.Lesson)];
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();

        private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static void Set(Npgsql.NpgsqlParameter parameter, object value, NpgsqlDbType type) => (parameter.Value, parameter.NpgsqlDbType) = (value, type);
    }
}
