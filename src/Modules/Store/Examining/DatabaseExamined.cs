using System.Globalization;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>The database answers, and how large it is.</summary>
internal sealed class DatabaseExamined(NpgsqlDataSource database) : Examined("database", StoreExamined.Words)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var version = await database.Value<string>("select current_setting('server_version')", cancel);
        var bytes = await database.Value<long>("select pg_database_size(current_database())", cancel);
        return [Well(Say("seen", version.Split(' ')[0], (bytes / (double)(1 << 20)).ToString("N0", CultureInfo.CurrentUICulture)))];
    }
}

/// <summary>All tables are there.</summary>
internal sealed class SchemaExamined(NpgsqlDataSource database, IEnumerable<SchemaPart> parts) : Examined("schema", StoreExamined.Words)
{
    private static readonly string[] Own = ["mt_events", "mt_streams", "mt_event_progression", "mt_tenant_partitions"];

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var tables = Own.Select(name => $"{EventStore.Schema}.{name}").Concat(parts.SelectMany(part => part.AppendOnly.Concat(part.Kept).Select(name => $"{part.Schema}.{name}")));
        var missing = await database.Texts(
            $"select name from unnest(array[{string.Join(", ", tables.Distinct().Select(name => $"'{name}'"))}]) name where to_regclass(name) is null", cancel);
        return [Judge(missing.Count == 0, missing.Count == 0 ? Say("well") : Say("missing", string.Join(", ", missing)))];
    }
}

/// <summary>The application's role can change nothing that is evidence.</summary>
internal sealed class RightsExamined(NpgsqlDataSource database, IEnumerable<SchemaPart> parts) : Examined("rights", StoreExamined.Words)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var evidence = parts.SelectMany(part => part.AppendOnly.Select(name => $"'{part.Schema}.{name}'")).Append($"'{EventStore.Schema}.mt_events'").Distinct();
        var wrong = await database.Texts(
            $"""
            with top as (select to_regclass(name)::oid oid from unnest(array[{string.Join(", ", evidence)}]) name),
              evidence as (select oid from top where oid is not null union select i.inhrelid from pg_inherits i join top on i.inhparent = top.oid)
            select c.relname || ': ' || right_name from evidence e join pg_class c on c.oid = e.oid, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) right_name
            where has_table_privilege('{Migration.ApplicationRole}', c.oid, right_name) order by 1
            """, cancel);
        return [Judge(wrong.Count == 0, wrong.Count == 0 ? Say("well") : Say("wrong", string.Join(", ", wrong)))];
    }
}

/// <summary>The triggers that forbid changing an event are on.</summary>
internal sealed class GuardExamined(NpgsqlDataSource database) : Examined("guard", StoreExamined.Words)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var open = await database.Texts(
            $"""
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{EventStore.Schema}' and c.relkind in ('r', 'p') and (c.relname = 'mt_events' or c.relname like 'mt\_events\_%')
              and (select count(*) from pg_trigger t
                where t.tgrelid = c.oid and t.tgname in ('eljournal_guard', 'eljournal_guard_truncate') and t.tgenabled in ('O', 'A')) < 2
            order by 1
            """, cancel);
        return [Judge(open.Count == 0, open.Count == 0 ? Say("well") : Say("open", string.Join(", ", open)))];
    }
}
