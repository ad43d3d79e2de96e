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

    public static SchemaPart Schema { get; } = new("accounting", """
        create schema if not exists accounting;
        create table if not exists accounting.change (
            tenant_id text not null,
            seq bigint not null,
            event_id uuid not null,
            at timestamptz not null,
            account text not null,
            role text not null,
            channel text not null,
            kind text not null,
            lesson text not null,
            course text not null,
            pupil text,
            place integer not null,
            value text,
            correction boolean not null,
            reason text,
            note uuid,
            primary key (tenant_id, seq));
        create index if not exists ix_change_place on accounting.change (tenant_id, lesson, kind, pupil, place, seq);
        create index if not exists ix_change_pupil on accounting.change (tenant_id, pupil, seq);
        create index if not exists ix_change_account on accounting.change (tenant_id, account, seq);
        create index if not exists ix_change_course on accounting.change (tenant_id, course, seq);
        """, []);

    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var rows = events.Select(e => (Event: e, Fact: ChangeFact.Of(e)!)).Where(row => row.Fact is not null).ToList();
        if (rows.Count == 0) return Task.CompletedTask;
        operations.QueueSqlCommand(
            """
            insert into accounting.change
                (tenant_id, seq, event_id, at, account, role, channel, kind, lesson, course, pupil, place, value, correction, reason, note)
            select * from unnest(?::text[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::integer[], ?::text[], ?::boolean[], ?::text[], ?::uuid[])
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
            rows.Select(r => r.Fact.Lesson.ToString()).ToArray(),
            rows.Select(r => r.Fact.Lesson.Course.Value).ToArray(),
            rows.Select(r => r.Fact.Pupil?.Value).ToArray(),
            rows.Select(r => r.Fact.Place).ToArray(),
            rows.Select(r => r.Fact.New).ToArray(),
            rows.Select(r => r.Fact.Correction).ToArray(),
            rows.Select(r => r.Fact.Reason).ToArray(),
            rows.Select(r => r.Fact.Note).ToArray());
        return Task.CompletedTask;
    }
}
