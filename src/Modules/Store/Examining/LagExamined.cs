using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>Events that wait for something: some seconds are usual, longer than any transaction or restart means that nobody works on them.</summary>
public abstract class WaitingExamined(string check, ResourceManager texts, NpgsqlDataSource database, TimeProvider clock) : Examined(check, texts)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Asks how many wait and since when the oldest does.</summary>
    /// <param name="sql">Two columns, count and moment; the school is <c>$1</c>.</param>
    protected async Task<Finding> Waiting(string sql, SchoolId school, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var count = reader.GetInt64(0);
        if (count == 0) return Well(StoreExamined.Words.GetString("waiting.none", CultureInfo.CurrentUICulture)!, school);
        var waits = clock.GetUtcNow() - reader.GetFieldValue<DateTimeOffset>(1);
        return Judge(waits <= Longest, string.Format(
            CultureInfo.CurrentUICulture, StoreExamined.Words.GetString("waiting.some", CultureInfo.CurrentUICulture)!, count, waits.TotalMinutes), school);
    }
}

/// <summary>A follower of the events keeps up with them.</summary>
internal sealed class LagExamined(NpgsqlDataSource database, TimeProvider clock, string shard, Func<string> about)
    : WaitingExamined("lag", StoreExamined.Words, database, clock)
{
    public override string About => about();

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var done = $"coalesce((select max(last_seq_id) from {EventStore.Schema}.mt_event_progression where name like '{shard}:%:' || $1), 0)";
        var findings = new List<Finding>();
        foreach (var school in schools)
        {
            findings.Add(await Waiting(
                $"select count(*), min(timestamp) from {EventStore.Schema}.mt_events where tenant_id = $1 and seq_id > {done}", school, cancel));
        }
        return findings;
    }
}

/// <summary>Nothing was put aside as undeliverable.</summary>
internal sealed class DeadLettersExamined(NpgsqlDataSource database) : Examined("dead_letters", StoreExamined.Words)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var count = 0L;
        foreach (var table in (string[])["wolverine.wolverine_dead_letters", $"{EventStore.Schema}.mt_doc_deadletterevent"])
        {
            // Wolverine makes its own tables when the server first starts.
            if (await database.Value<bool>($"select to_regclass('{table}') is not null", cancel)) count += await database.Value<long>($"select count(*) from {table}", cancel);
        }
        return [Judge(count == 0, count.ToString("N0", CultureInfo.CurrentUICulture))];
    }
}
