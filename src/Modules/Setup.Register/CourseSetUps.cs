using System.Collections.Concurrent;
using System.Data.Common;
using ElJournal.Store;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using NpgsqlTypes;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ElJournal.Setup.Register;

/// <summary>
/// Answers what a course's set-up is, in one statement that rides in the batch of the command that asks. What was read before is kept with the
/// versions of its rows, and the database sends the documents again only when one of those versions is another: nobody has to tell this
/// node of a change, and nothing is ever judged by an old timetable (docs/adr/0008).
/// </summary>
public sealed class CourseSetUps
{
    /// <summary>Courses of a large school and more; a course takes about twelve kilobytes.</summary>
    private const int MostKept = 2048;

    private readonly ConcurrentDictionary<(string School, CourseId Course), Kept> kept = new();

    /// <summary>Null: there is no such course.</summary>
    public Task<CourseSetUp?> Of(CourseId course, IBatchedQuery batch) => batch.AddItem(new Question(this, batch.Parent.TenantId, course));

    private sealed record Kept(string Versions, CourseSetUp SetUp);

    private sealed class Question(CourseSetUps all, string school, CourseId course) : IQueryHandler<CourseSetUp?>
    {
        // The documents are put together only where they are asked for: every part of them stands in the expression itself.
        private static readonly string Sql = $"""
            select versions, case when versions <> ? then documents end from (
              select concat(c.xmin, ' ', g.xmin, ' ', y.xmin, ' ', r.xmin, ' ', e.xmin, ' ', k.xmin, ' ', t.xmin, ' ', s.xmin, ' ', (select string_agg(p.xmin::text, ' ' order by p.id) {Classes})) as versions,
                jsonb_build_object(
                  'course', c.data, 'classes', (select jsonb_agg(p.data order by p.id) {Classes}), 'group', g.data, 'year', y.data, 'rules', r.data, 'grading', e.data, 'corrections', k.data,
                  'timetable', t.data, 'school', s.data) as documents
              from {EventStore.Schema}.mt_doc_coursecard c
                left join {EventStore.Schema}.mt_doc_studygroupcard g on g.tenant_id = c.tenant_id and g.id = 'group/' || (c.data ->> 'group')
                left join {EventStore.Schema}.mt_doc_yearcalendar y on y.tenant_id = c.tenant_id and y.id = 'year/' || (c.data ->> 'year')
                left join {EventStore.Schema}.mt_doc_journalrules r on r.tenant_id = c.tenant_id and r.id = '{Streams.Regulation}'
                left join {EventStore.Schema}.mt_doc_gradingrules e on e.tenant_id = c.tenant_id and e.id = '{Streams.Grading}'
                left join {EventStore.Schema}.mt_doc_correctionrules k on k.tenant_id = c.tenant_id and k.id = '{Streams.Corrections}'
                left join {EventStore.Schema}.mt_doc_unittimetable t on t.tenant_id = c.tenant_id and t.id = 'timetable/' || (c.data ->> 'unit')
                left join {EventStore.Schema}.mt_doc_schoolcard s on s.tenant_id = c.tenant_id and s.id = 'school/' || c.tenant_id
              where c.tenant_id = ? and c.id = ?) found
            """;

        private const string Classes = "from " + EventStore.Schema
            + ".mt_doc_classroster p where p.tenant_id = c.tenant_id and p.id in (select jsonb_array_elements_text(c.data -> 'classes'))";

        private readonly Kept? known = all.kept.GetValueOrDefault((school, course));

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            var values = builder.AppendWithParameters(Sql);
            string[] given = [known?.Versions ?? "", school, Streams.Course(course)];
            foreach (var (parameter, value) in values.Zip(given)) (parameter.Value, parameter.NpgsqlDbType) = (value, NpgsqlDbType.Varchar);
        }

        public async Task<CourseSetUp?> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token)
        {
            if (!await reader.ReadAsync(token)) return null;
            if (await reader.IsDBNullAsync(1, token)) return known!.SetUp;
            var read = new Kept(reader.GetString(0), await session.Serializer.FromJsonAsync<CourseSetUp>(reader, 1, token));
            if (all.kept.Count >= MostKept) all.kept.Clear();
            all.kept[(school, course)] = read;
            return read.SetUp;
        }

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
    }
}
