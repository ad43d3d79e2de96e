using System.Collections.Concurrent;
using ElJournal.Kernel;
using ElJournal.Store;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Access.Reads;

/// <summary>The chain of reads in the database: appended to under the lock of the school's head, several nodes in turn.</summary>
public sealed class ReadStore(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<DateOnly, bool> opened = [];

    public async Task Append(SchoolId school, IReadOnlyList<ReadEntry> entries, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        foreach (var day in entries.Select(e => e.Day).Distinct()) await Open(connection, day, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (n, hash) = await Head(connection, school, cancel);
        var hashes = new byte[entries.Count][];
        for (var i = 0; i < entries.Count; i++) hash = hashes[i] = ReadChain.Next(hash, n + i + 1, entries[i]);
        await Insert(connection, school, n, entries, hashes, cancel);
        await using var move = new NpgsqlCommand($"update {ReadSchema.Head} set n = $2, hash = $3 where tenant_id = $1", connection);
        move.Parameters.Add(Value(school.Value));
        move.Parameters.Add(Value(n + entries.Count));
        move.Parameters.Add(Value(hash));
        await move.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<(long N, byte[] Hash)> Head(NpgsqlConnection connection, SchoolId school, CancellationToken cancel)
    {
        await using var begin = new NpgsqlCommand($"insert into {ReadSchema.Head} values ($1, 0, $2) on conflict do nothing", connection);
        begin.Parameters.Add(Value(school.Value));
        begin.Parameters.Add(Value(ReadChain.Beginning));
        await begin.ExecuteNonQueryAsync(cancel);
        await using var take = new NpgsqlCommand($"select n, hash from {ReadSchema.Head} where tenant_id = $1 for update", connection);
        take.Parameters.Add(Value(school.Value));
        await using var reader = await take.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    private static async Task Insert(
        NpgsqlConnection connection, SchoolId school, long n, IReadOnlyList<ReadEntry> entries, byte[][] hashes, CancellationToken cancel)
    {
        await using var insert = new NpgsqlCommand($"""
            insert into {ReadSchema.Table} (tenant_id, n, day, at, account, role, on_behalf_of, session, kind, purpose, subject, hash)
            select $1, $2 + e.i, e.day, e.at, e.account, e.role, e.behalf, e.session, e.kind, e.purpose, e.subject, e.hash
            from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12) with ordinality as e (day, at, account, role, behalf, session, kind, purpose, subject, hash, i)
            """, connection);
        insert.Parameters.Add(Value(school.Value));
        insert.Parameters.Add(Value(n));
        insert.Parameters.Add(Value(entries.Select(e => e.Day).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.At).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.Account.Value).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => Provenance.Headers.Name(e.Role)).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.OnBehalfOf?.Value).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.Session).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.Kind).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => Provenance.Headers.Name(e.Purpose)).ToArray()));
        insert.Parameters.Add(Value(entries.Select(e => e.Subject).ToArray()));
        insert.Parameters.Add(new NpgsqlParameter { Value = hashes, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await insert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The owner's function makes the day's partition; asked once a day.</summary>
    private async Task Open(NpgsqlConnection connection, DateOnly day, CancellationToken cancel)
    {
        if (opened.ContainsKey(day)) return;
        await using var open = new NpgsqlCommand("select reads.open_day($1)", connection);
        open.Parameters.Add(Value(day));
        await open.ExecuteNonQueryAsync(cancel);
        opened[day] = true;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
