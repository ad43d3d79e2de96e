namespace ElJournal.Store;

/// <summary>
/// Marten's append function inserts event after event in a loop; a whole lesson is one statement here, several times faster and
/// otherwise the same: same signature, same checks of the version, same order, same answer (docs/adr/0007). Where Marten's function is
/// not the one this was made from, it stays as it is.
/// </summary>
internal static class AppendFunction
{
    /// <summary>To be run after Marten has put its own function in place.</summary>
    public const string Ddl = $$"""
        do $do$ declare
          definition text := pg_get_functiondef('{{EventStore.Schema}}.mt_quick_append_events'::regproc);
          head int := strpos(definition, 'foreach event_id in ARRAY event_ids');
          tail int := strpos(definition, 'end loop;');
        begin
          if head = 0 or tail < head or md5(regexp_replace(substr(definition, head, tail - head), '\s+', ' ', 'g')) <> '{{LoopOfMarten}}' then return; end if;
          execute substr(definition, 1, head - 1) || $new$
            declare
              -- Looked up once: by its name it would be looked up for every event.
              tenant_seq regclass := tenant_seq_name;
              seqs bigint[] := array(select nextval(tenant_seq) from generate_series(1, array_length(event_ids, 1)));
            begin
              insert into {{EventStore.Schema}}.mt_events
                (seq_id, id, stream_id, version, data, bdata, type, tenant_id, timestamp, mt_dotnet_type, is_archived,
                 causation_id, correlation_id, headers, user_name)
              select e.seq, e.id, stream, event_version + e.n, e.body, e.bdata, e.type, tenantid,
                (now() at time zone 'utc'), e.dotnet, false, e.causation, e.correlation, e.headers, e.person
              from unnest(seqs, event_ids, bodies, bdatas, event_types, dotnet_types, causation_ids, correlation_ids, headers, user_names)
                with ordinality as e (seq, id, body, bdata, type, dotnet, causation, correlation, headers, person, n);
              return_value := return_value || seqs;
              event_version := event_version + cardinality(seqs);
            end;
            $new$ || substr(definition, tail + length('end loop;'));
        end $do$;

        """;

    /// <summary>MD5 of Marten's loop, spaces folded.</summary>
    private const string LoopOfMarten = "e2249f7e43d457ec7bce56da0ade0686";
}
