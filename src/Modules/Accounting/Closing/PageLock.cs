using System.Data.Common;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Marten.Linq.QueryHandlers;
using Marten.Services.BatchQuerying;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ElJournal.Accounting.Closing;

/// <summary>
/// Keeps entries out of closed pages, whatever way they come. An entry holds its course's pages shared from the moment it is written
/// until it is saved, and a closing holds them alone from before it is written: so in the school's log nothing stands after a closing
/// but what a permission allows, and a closing's preflight misses nothing that stands before it.
/// </summary>
public sealed class PageLock : DocumentSessionListenerBase
{
    /// <summary>Names the permission, on an event made by it: the key of its correction (<c>correction/{id}</c>).</summary>
    public const string Permit = "permit";

    /// <summary>The database's word for an entry that met a closed page.</summary>
    private const string PageIsClosed = "EJ001";

    public static SchemaPart Schema { get; } = new("accounting", $"""
        create schema if not exists accounting;
        create or replace procedure accounting.hold_page(school text, course_id text, lesson_day text) language plpgsql as $do$
        begin
          perform pg_advisory_xact_lock_shared(hashtextextended('eljournal.page/' || school || '/' || course_id, 0));
          if exists (select 1 {Closed("school", "course_id", "lesson_day")}) then
            raise exception 'The page is closed.' using errcode = '{PageIsClosed}';
          end if;
        end $do$;
        grant execute on procedure accounting.hold_page to {Migration.ApplicationRole};
        """, []);

    private static string Closed(string school, string course, string day) => $"""
        from {EventStore.Schema}.mt_doc_termpage d
          where d.tenant_id = {school} and d.data ->> 'course' = {course} and (d.data ->> 'closed')::boolean
            and {day} collate "C" between d.data ->> 'from' and d.data ->> 'to'
        """;

    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var stream in session.PendingChanges.Streams())
        {
            if (LessonOf(stream) is not { } lesson || stream.Events.All(e => e.Header(Permit).Length > 0)) continue;
            session.QueueSqlCommand("call accounting.hold_page(?, ?, ?)", session.TenantId, lesson.Course.Value, Lesson.DayOf(lesson));
        }
        return Task.CompletedTask;
    }

    /// <summary>To be called before a closing looks at what is on its page.</summary>
    public static async Task HoldAlone(IDocumentSession session, CourseId course, CancellationToken cancel)
    {
        await session.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('eljournal.page/' || $1 || '/' || $2, 0))");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = course.Value });
        await session.ExecuteAsync(command, cancel);
    }

    /// <summary>The page was closed while the entry was judged: it is to be judged again.</summary>
    public static bool IsMet(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is PostgresException { SqlState: PageIsClosed }) return true;
        return false;
    }

    /// <summary>Asks together with other things whether the lesson's day is closed.</summary>
    public static Task<bool> IsClosed(LessonId lesson, IBatchedQuery batch) => batch.AddItem(new Question(batch.Parent.TenantId, lesson));

    private static LessonId? LessonOf(StreamAction stream) =>
        stream.Key?.StartsWith("lesson/", StringComparison.Ordinal) == true && LessonId.TryParse(stream.Key["lesson/".Length..], out var lesson) ? lesson : null;

    private sealed class Question(string school, LessonId lesson) : IQueryHandler<bool>
    {
        private static readonly string Sql = $"select exists (select 1 {Closed("?", "?", "?")})";

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            string[] given = [school, lesson.Course.Value, Lesson.DayOf(lesson)];
            foreach (var (parameter, value) in builder.AppendWithParameters(Sql).Zip(given)) (parameter.Value, parameter.NpgsqlDbType) = (value, NpgsqlDbType.Varchar);
        }

        public async Task<bool> HandleAsync(DbDataReader reader, IStorageSession session, CancellationToken token) =>
            await reader.ReadAsync(token) && reader.GetBoolean(0);

        public Task<int> StreamJson(Stream stream, DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
    }
}
