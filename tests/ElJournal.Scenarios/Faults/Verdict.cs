using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Postgres;
using ElJournal.Setup;
using ElJournal.Testing;
using Npgsql;

namespace ElJournal.Scenarios.Faults;

/// <summary>The ledger held against the store.</summary>
/// <param name="Lost">Acknowledged and not in the store.</param>
/// <param name="Duplicate">Commands that were carried out more than once.</param>
/// <param name="Torn">Lessons whose events are not numbered 1, 2, 3 … up to the stream's own version.</param>
/// <param name="Halved">Commands of which something is in the log and something is missing, or that were recorded by more than one transaction.</param>
/// <param name="IsIntact">Whether the sealed log verifies.</param>
internal sealed record Verdict(int Sent, int Acknowledged, int Lost, int Duplicate, int Torn, IReadOnlyCollection<string> Halved, bool IsIntact)
{
    private const string OfPeople = "(type like 'accounting.%' or type like 'setup.staff_absence_%')";

    /// <summary>Joins the PostgreSQL that runs on the data, or starts it and lets it recover.</summary>
    public static async Task<Verdict> Of(Ledger ledger, IReadOnlyList<Deed> deeds, string data, CancellationToken cancel)
    {
        var (sent, acknowledged, refused) = ledger.Read();
        await using var database = await PostgresForApp.ResolveAsync(new AppDatabaseOptions(data), cancel);
        await using var source = NpgsqlDataSource.Create(database.SuperuserConnectionString);
        // An entry's event bears the entry's own id; what another command has done bears the command's as its cause.
        var stored = (await Read(source,
            $"select id from journal.mt_events where {OfPeople} union select causation_id::uuid from journal.mt_events where {OfPeople}",
            r => r.GetGuid(0), cancel)).ToHashSet();
        // All that one command does is done in one transaction, and a cell's entry is one change of a grade.
        var duplicates = await Read(source,
            $"""
            select causation_id from journal.mt_events where {OfPeople} group by causation_id
            having count(distinct xmin::text) > 1 or count(*) filter (where type like 'accounting.grade_%') > 1
            """, r => r.GetString(0), cancel);
        var torn = await Read(source,
            """
            select e.stream_id from journal.mt_events e join journal.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
            group by e.tenant_id, e.stream_id, s.version having min(e.version) <> 1 or max(e.version) <> count(*) or s.version <> count(*)
            """, r => r.GetString(0), cancel);

        var options = new IntegrityOptions(data);
        var key = SigningKey.LoadOrCreate(data, IntegrityOptions.KeyName);
        await new SealedLog(source, SampleSchool.School, key, options.Host).SealPending(cancel);
        var log = await LogVerifier.Verify(database.SuperuserConnectionString, SampleSchool.School, key.PublicKey, options.Host, cancel: cancel);
        var (lost, repeated, halved) = (acknowledged.Except(deeds.Select(d => d.Id)).Count(id => !stored.Contains(id)), duplicates.Count, new List<string>());
        foreach (var deed in deeds)
        {
            var found = new List<(Trace Trace, string[] Transactions)>();
            foreach (var trace in deed.Leaves) found.Add((trace, await TransactionsOf(source, trace, cancel)));
            var whole = found.All(f => f.Transactions.Length >= f.Trace.Count);
            if (acknowledged.Contains(deed.Id) && !whole) lost++;
            if (found.Any(f => f.Transactions.Length > f.Trace.Count) || (refused.Contains(deed.Id) && found.Any(f => f.Transactions.Length > 0))) repeated++;
            var transactions = found.SelectMany(f => f.Transactions).Distinct().Count();
            if (transactions > 1 || (transactions == 1 && !whole))
                halved.Add($"{deed.Kind}: {string.Join(", ", found.Select(f => $"{f.Trace.Type} {f.Transactions.Length} of {f.Trace.Count}"))} in {transactions}");
        }
        return new Verdict(sent.Count, acknowledged.Count + refused.Count, lost, repeated, torn.Count, halved, log.IsIntact);
    }

    /// <summary>Of each event that the trace describes, the transaction that recorded it: PostgreSQL's own word, not ours.</summary>
    private static async Task<string[]> TransactionsOf(NpgsqlDataSource source, Trace trace, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("""
            select coalesce(array_agg(xmin::text), '{}') from journal.mt_events
            where split_part(type, '.', 2) || '.' || split_part(type, '.', 3) like $1 and ($2::text is null or causation_id = $2) and data @> $3::jsonb
              and ($4::text is null or headers ->> 'permit' = $4)
            """);
        foreach (var value in (string?[])[trace.Type, trace.Cause?.ToString(), trace.Holds, trace.Permit])
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return (string[])(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<List<T>> Read<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancel)
    {
        var rows = new List<T>();
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(row(reader));
        return rows;
    }
}
