using ElJournal.Accounting.Closing;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace ElJournal.Accounting.Journal;

/// <summary>
/// Реестр изменений as a table: one row an event, written set-wise. What stood there before is not stored: it is the row
/// before it with the same key, so a rebuild gives the very same table.
/// </summary>
public sealed class ChangeProjection : IProjection
{
    public const string Table = "accounting.change";

    /// <summary>A table of a new shape gets a new number here: the daemon then fills it from the first event on.</summary>
    public const string Name = "changes.4";

    public static SchemaPart Schema { get; } = new("accounting", """
        create schema if not exists accounting;
        do $do$ begin
          if exists (select from information_schema.tables where table_schema = 'accounting' and table_name = 'change')
            and not exists (select from information_schema.columns where table_schema = 'accounting' and table_name = 'change' and column_name = 'spot') then
            drop table accounting.change;
          end if;
        end $do$;
        create table if not exists accounting.change (
            tenant_id text not null,
            seq bigint not null,
            event_id uuid not null,
            at timestamptz not null,
            account text not null,
            role text not null,
            channel text not null,
            kind text not null,
            lesson text,
            course text not null,
            term text,
            spot text not null,
            pupil text,
            place integer not null,
            value text,
            correction boolean not null,
            reason text,
            note uuid,
            session text not null,
            on_behalf_of text,
            client_time text,
            permit text,
            primary key (tenant_id, seq));
        create index if not exists ix_change_spot on accounting.change (tenant_id, spot, kind, pupil, place, seq);
        create index if not exists ix_change_pupil on accounting.change (tenant_id, pupil, seq);
        create index if not exists ix_change_account on accounting.change (tenant_id, account, seq);
        create index if not exists ix_change_course on accounting.change (tenant_id, course, seq);
        create index if not exists ix_change_session on accounting.change (tenant_id, session, seq);
        create index if not exists ix_change_event on accounting.change (tenant_id, event_id);
        """, []);

    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = events.Select(e => (Event: e, Fact: ChangeFact.Of(e)!)).Where(row => row.Fact is not null).ToList();
        if (rows.Count == 0) return Task.CompletedTask;
        operations.QueueSqlCommand(
            """
            insert into accounting.change
                (tenant_id, seq, event_id, at, account, role, channel, kind, lesson, course, term, spot, pupil, place, value, correction, reason, note,
                session, on_behalf_of, client_time, permit)
            select * from unnest(?::text[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[], ?::boolean[], ?::text[], ?::uuid[],
                ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (tenant_id, seq) do nothing
            """,
            rows.Select(r => r.Event.TenantId).ToArray(),
            rows.Select(r => r.Event.Sequence).ToArray(),
            rows.Select(r => r.Event.Id).ToArray(),
            rows.Select(r => r.Event.Timestamp.ToUniversalTime()).ToArray(),
            rows.Select(r => r.Event.UserName ?? "").ToArray(),
            rows.Select(r => r.Event.Header(Provenance.Headers.Role)).ToArray(),
            rows.Select(r => r.Event.Header(Provenance.Headers.Channel)).ToArray(),
            rows.Select(r => Provenance.Headers.Name(r.Fact.Kind)).ToArray(),
            rows.Select(r => r.Fact.Lesson?.ToString()).ToArray(),
            rows.Select(r => r.Fact.Course.Value).ToArray(),
            rows.Select(r => r.Fact.Term?.Value).ToArray(),
            rows.Select(r => r.Fact.Spot).ToArray(),
            rows.Select(r => r.Fact.Pupil?.Value).ToArray(),
            rows.Select(r => r.Fact.Place).ToArray(),
            rows.Select(r => r.Fact.New).ToArray(),
            rows.Select(r => r.Fact.Correction).ToArray(),
            rows.Select(r => r.Fact.Reason).ToArray(),
            rows.Select(r => r.Fact.Note).ToArray(),
            rows.Select(r => r.Event.Header(Provenance.Headers.Session)).ToArray(),
            rows.Select(r => Given(r.Event, Provenance.Headers.OnBehalfOf)).ToArray(),
            rows.Select(r => Given(r.Event, Provenance.Headers.ClientTime)).ToArray(),
            rows.Select(r => Given(r.Event, PageLock.Permit)).ToArray());
        return Task.CompletedTask;
    }

    private static string? Given(IEvent e, string header) => e.Header(header) is { Length: > 0 } value ? value : null;
}
