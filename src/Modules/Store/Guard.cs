namespace ElJournal.Store;

/// <summary>
/// The database's own refusal to change history: a trigger on the event tables and an application role without the right.
/// A superuser can still lift both; then the sealed log names what was done.
/// </summary>
internal static class Guard
{
    /// <summary>Only the flag of an archived stream may change; everything else of an event is for ever.</summary>
    public const string Ddl = $$"""
        create or replace function {{EventStore.Schema}}.eljournal_guard() returns trigger language plpgsql as $f$ begin
          if tg_op = 'UPDATE' and (to_jsonb(new) - 'is_archived') = (to_jsonb(old) - 'is_archived') then return new; end if;
          raise exception 'events are immutable: % on %', tg_op, tg_table_name using errcode = 'EJ001';
        end $f$;
        create or replace trigger eljournal_guard before update or delete on {{EventStore.Schema}}.mt_events
          for each row execute function {{EventStore.Schema}}.eljournal_guard();
        do $do$ declare t record; begin
          for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{{EventStore.Schema}}' and c.relkind in ('r', 'p') and (c.relname = 'mt_events' or c.relname like 'mt\_events\_%')
              and c.relname not like 'mt\_event\_%' loop
            execute format('create or replace trigger eljournal_guard_truncate before truncate on {{EventStore.Schema}}.%I
              for each statement execute function {{EventStore.Schema}}.eljournal_guard()', t.relname);
          end loop;
        end $do$;
        create index if not exists {{EventStore.PupilIndex}} on {{EventStore.Schema}}.mt_events ((data ->> 'pupil'), seq_id) where data ? 'pupil';

        """;

    public const string RightsDdl = $$"""
        do $do$ declare t record; begin
          for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{{EventStore.Schema}}' and c.relkind in ('r', 'p') and (c.relname = 'mt_events' or c.relname like 'mt\_events\_%') loop
            execute format('revoke update, delete, truncate on {{EventStore.Schema}}.%I from {{Migration.ApplicationRole}}', t.relname);
          end loop;
          for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{{EventStore.Schema}}' and c.relkind in ('r', 'p') and (c.relname = 'mt_streams' or c.relname like 'mt\_streams\_%') loop
            execute format('revoke delete, truncate on {{EventStore.Schema}}.%I from {{Migration.ApplicationRole}}', t.relname);
          end loop;
        end $do$;

        """;
}
