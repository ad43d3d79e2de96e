using ElJournal.Store;

namespace ElJournal.Access.Reads;

/// <summary>
/// Tables of the log of reads (docs/adr/0011). Entries lie in partitions of a day, which the application's role may only ask the owner's
/// function to make; it can add to them and read them, nothing else.
/// </summary>
internal static class ReadSchema
{
    public const string Name = "reads";
    public const string Table = "reads.entry";
    public const string Head = "reads.head";

    public static SchemaPart Part { get; } = new(Name, $$"""
        create schema if not exists reads;
        create table if not exists {{Table}} (
            tenant_id text not null,
            n bigint not null,
            day date not null,
            at timestamptz not null,
            account text not null,
            role text not null,
            on_behalf_of text,
            session text not null,
            kind text not null,
            purpose text not null,
            subject text not null,
            hash bytea not null check (octet_length(hash) = 32),
            primary key (tenant_id, n, day)) partition by range (day);
        comment on table {{Table}} is 'Who looked at whose data, when and why; each row''s hash covers the row and the hash before it';
        create index if not exists ix_entry_subject on {{Table}} (tenant_id, subject, n);
        create index if not exists ix_entry_account on {{Table}} (tenant_id, account, n);

        create table if not exists {{Head}} (tenant_id text primary key, n bigint not null, hash bytea not null);
        comment on table {{Head}} is 'Where each school''s chain goes on; the chain itself is the evidence';

        create or replace function reads.guard() returns trigger language plpgsql as $f$ begin
          raise exception 'the log of reads is immutable: % on %', tg_op, tg_table_name using errcode = 'EJ002';
        end $f$;
        create or replace trigger eljournal_guard before update or delete on {{Table}} for each row execute function reads.guard();

        create or replace function reads.open_day(wanted date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
        declare part text := 'entry_' || to_char(wanted, 'YYYYMMDD'); begin
          perform pg_advisory_xact_lock(hashtext('eljournal reads'));
          if to_regclass('reads.' || part) is not null then return; end if;
          execute format('create table reads.%I partition of reads.entry for values from (%L) to (%L)', part, wanted, wanted + 1);
          execute format('revoke all on reads.%I from public', part);
          execute format('create trigger eljournal_guard_truncate before truncate on reads.%I for each statement execute function reads.guard()', part);
        end $f$;
        revoke execute on function reads.open_day(date) from public;
        """, ["entry"]) { Kept = ["head"] };
}
