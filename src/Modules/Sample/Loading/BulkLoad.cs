using ElJournal.Kernel;
using ElJournal.Store;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Sample.Loading;

/// <summary>
/// Puts a log into an empty school by COPY, in the order given: numbers, versions and times are what they would be had it been written event
/// by event. Broken off, the next run goes on after the last whole part. Only for a school that nobody works in yet.
/// </summary>
/// <param name="owner">The database's owner: the application's role may append only through the store.</param>
/// <param name="part">Events of one transaction.</param>
public sealed class BulkLoad(NpgsqlDataSource owner, SchoolId school, int part = BulkLoad.UsualPart)
{
    public const int UsualPart = 20_000;

    private readonly Dictionary<string, (string Type, int Version)> streams = [];

    /// <param name="loaded">How many are in.</param>
    /// <returns>How many the log holds.</returns>
    /// <exception cref="AnotherLog">The school holds another log; nothing was changed.</exception>
    public async Task<long> Run(IEnumerable<StoredEvent> log, IProgress<long>? loaded = null, CancellationToken cancel = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        var (there, last) = await Found(connection, cancel);
        long seq = 0;
        List<(StoredEvent Event, long Seq, int Version)> rows = new(part);
        foreach (var e in log)
        {
            var version = streams.TryGetValue(e.Stream, out var stream) ? stream.Version + 1 : 1;
            streams[e.Stream] = (stream.Type ?? e.StreamType, version);
            if (++seq <= there)
            {
                if (seq == there && e.Id != last) throw new AnotherLog($"The school {school} holds another log: its event {seq} is {last}, not {e.Id}.");
                continue;
            }
            rows.Add((e, seq, version));
            if (rows.Count < part) continue;
            await Write(connection, rows, cancel);
            rows.Clear();
            loaded?.Report(seq);
        }
        if (seq < there) throw new AnotherLog($"The school {school} holds another log: {there} events, not {seq}.");
        if (rows.Count > 0) await Write(connection, rows, cancel);
        loaded?.Report(seq);
        return seq;
    }

    private async Task<(long Count, Guid Last)> Found(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(
            $"select count(*), (select id from {EventStore.Schema}.mt_events where tenant_id = $1 order by seq_id desc limit 1) from {EventStore.Schema}.mt_events where tenant_id = $1", connection);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt64(0), reader.IsDBNull(1) ? Guid.Empty : reader.GetGuid(1));
    }

    /// <summary>One part is one transaction: events, the streams they grew, the words behind them, and the number to go on from.</summary>
    private async Task Write(NpgsqlConnection connection, List<(StoredEvent Event, long Seq, int Version)> rows, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Openings(connection, rows, cancel);
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"copy {EventStore.Schema}.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived, causation_id, correlation_id, headers, user_name) from stdin (format binary)", cancel))
        {
            foreach (var (e, seq, version) in rows)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(seq, NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync(e.Id, NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync(e.Stream, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync((long)version, NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync(e.Data, NpgsqlDbType.Jsonb, cancel);
                await copy.WriteAsync(e.Type, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync(school.Value, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync(e.At, NpgsqlDbType.TimestampTz, cancel);
                await copy.WriteAsync(e.DotNetType, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancel);
                await copy.WriteAsync(e.Cause, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync(e.Session, NpgsqlDbType.Varchar, cancel);
                await copy.WriteAsync(e.Headers, NpgsqlDbType.Jsonb, cancel);
                await copy.WriteAsync(e.Account, NpgsqlDbType.Varchar, cancel);
            }
            await copy.CompleteAsync(cancel);
        }
        await Streams(connection, rows, cancel);
        await using (var number = new NpgsqlCommand($"select setval('{EventStore.Schema}.mt_events_sequence_{school}', {rows[^1].Seq})", connection)) await number.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task Streams(NpgsqlConnection connection, List<(StoredEvent Event, long Seq, int Version)> rows, CancellationToken cancel)
    {
        var grown = rows.GroupBy(row => row.Event.Stream).Select(g => (Key: g.Key, g.First().Event.At, Last: g.Last().Event.At)).ToList();
        await using var upsert = new NpgsqlCommand(
            $"""
            insert into {EventStore.Schema}.mt_streams (tenant_id, id, type, version, created, timestamp, is_archived)
            select $1, s.id, s.type, s.version, s.created, s.changed, false from unnest($2, $3, $4, $5, $6) as s (id, type, version, created, changed)
            on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp
            """, connection);
        upsert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        upsert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. grown.Select(g => g.Key)] });
        upsert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. grown.Select(g => streams[g.Key].Type)] });
        upsert.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. grown.Select(g => (long)streams[g.Key].Version)] });
        upsert.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. grown.Select(g => g.At)] });
        upsert.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. grown.Select(g => g.Last)] });
        await upsert.ExecuteNonQueryAsync(cancel);
    }

    private async Task Openings(NpgsqlConnection connection, List<(StoredEvent Event, long Seq, int Version)> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy openings.opening (tenant_id, id, salt, value) from stdin (format binary)", cancel);
        foreach (var opening in rows.SelectMany(row => row.Event.Openings))
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(school.Value, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(opening.Id, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(opening.Salt, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(opening.Value, NpgsqlDbType.Text, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}

/// <summary>What is to be loaded does not continue what stands there.</summary>
public sealed class AnotherLog(string message) : Exception(message);
