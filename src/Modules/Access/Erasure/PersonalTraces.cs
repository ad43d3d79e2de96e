using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Npgsql;

namespace ElJournal.Access.Erasure;

/// <summary>
/// Finds the openings and scans that belong to a person, through the events that name them. Only those still there are answered.
/// </summary>
internal static class PersonalTraces
{
    /// <summary>Where checkpoints are mailed to: an address of the person in an event of the sealed log's module, which is not seen from here.</summary>
    private const string AddressNamed = "integrity.recipient_named.v1";

    /// <param name="stream">The person's own stream: every version of the card.</param>
    /// <param name="pupil">A pupil has consents too, and others' words about them.</param>
    /// <param name="withNotes">Also others' words: in events that name the pupil, and in the whole life of a request about the pupil (служебная записка and its answer).</param>
    /// <param name="accounts">The person's accounts: what was written to one of them alone goes too, what others were sent as well stays theirs.</param>
    public static async Task<IReadOnlyList<Guid>> Of(
        NpgsqlDataSource database, SchoolId school, string stream, PupilId? pupil, IEnumerable<AccountId> accounts, bool withNotes, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            with named as (
              select (jsonb_path_query(e.data, '$.**.opening') #>> '{"{}"}')::uuid as id from {EventStore.Schema}.mt_events e
                where e.tenant_id = $1 and (e.stream_id = $2 or e.stream_id = $3 or ($5 and e.data ? 'pupil' and e.data ->> 'pupil' = $4
                  and e.stream_id not like 'erasure/%')
                  or ($5 and e.stream_id in (select r.stream_id from {EventStore.Schema}.mt_events r
                    where r.tenant_id = $1 and r.data #>> '{"{target,pupil}"}' = $4))
                  or (e.type = '{AddressNamed}' and 'staff/' || (e.data ->> 'staff') = $2)
                  or (e.type = $6 and jsonb_array_length(e.data -> 'accounts') = 1 and e.data #>> '{"{accounts,0}"}' = any($7)))
              union
              select (e.data #>> '{"{scan,id}"}')::uuid from {EventStore.Schema}.mt_events e where e.tenant_id = $1 and e.stream_id = $3 and e.data ? 'scan')
            select id from named
            where exists (select from openings.opening o where o.tenant_id = $1 and o.id = named.id)
              or exists (select from openings.scan s where s.tenant_id = $1 and s.id = named.id)
            order by id
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = pupil is { } p ? Consents.ConsentBook.Stream(p) : stream });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = pupil?.Value ?? "" });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = withNotes && pupil is not null });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = RecordedAttribute.NameOf(typeof(MessageSent)) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(account => account.Value)] });
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetGuid(0));
        return found;
    }
}
