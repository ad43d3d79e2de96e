using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Postgres;
using ElJournal.Setup;
using Npgsql;

namespace ElJournal.Scenarios.Faults;

/// <summary>The ledger held against the store.</summary>
/// <param name="Lost">Acknowledged and not in the store.</param>
/// <param name="Duplicate">Commands that were carried out more than once.</param>
/// <param name="Torn">Lessons whose events are not numbered 1, 2, 3 … up to the stream's own version.</param>
/// <param name="IsIntact">Whether the sealed log verifies.</param>
internal sealed record Verdict(int Sent, int Acknowledged, int Lost, int Duplicate, int Torn, bool IsIntact)
{
    private const string OfPeople = "(type like 'accounting.%' or type like 'setup.staff_absence_%')";

    /// <summary>Joins the PostgreSQL that runs on the data, or starts it and lets it recover.</summary>
    public static async Task<Verdict> Of(Ledger ledger, string data, CancellationToken cancel)
    {
        var (sent, acknowledged) = ledger.Read();
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
            having count(distinct timestamp) > 1 or count(*) filter (where type like 'accounting.grade_%') > 1
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
        return new Verdict(sent.Count, acknowledged.Count, acknowledged.Count(id => !stored.Contains(id)), duplicates.Count, torn.Count, log.IsIntact);
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
