using System.Data;
using System.Text.Json;
using ElJournal.Integrity.Canonical;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Опечатанный журнал of one school: appends what the event table holds and no leaf names yet, in one transaction with the leaves,
/// the compact range and a signed checkpoint, one sealer at a time.
/// </summary>
/// <remarks>
/// A sequence number is given before its transaction commits, so events become visible out of order, and some numbers never do.
/// Every visible row above the low-water mark that lacks a leaf is sealed, in the order of discovery; nothing is skipped.
/// The mark moves up only past numbers that no transaction can still fill: those running when the highest number was seen are
/// written down, and once all of them have ended one more sweep finds everything that will ever be there.
/// </remarks>
public sealed partial class SealedLog(NpgsqlDataSource journal, SchoolId school, SigningKey key, string host)
{
    private const int BatchSize = 4096;

    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Seals all that waits; returns how many events that were. Calling it twice seals nothing twice.</summary>
    public async Task<int> SealPending(CancellationToken cancel = default)
    {
        var (total, after) = (0, 0L);
        await using var connection = await journal.OpenConnectionAsync(cancel);
        while (true)
        {
            var (count, isDone, reached) = await SealBatch(connection, after, cancel);
            total += count;
            if (isDone)
            {
                return total;
            }

            after = reached;
        }
    }

    /// <param name="after">Where the full batch before this one ended: many that wait are gone through once, and not from the mark each time. 0: everything above the mark.</param>
    private async Task<(int Sealed, bool IsDone, long Reached)> SealBatch(NpgsqlConnection connection, long after, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('eljournal.sealer/' || @school, 0))", cancel);
        var marks = await ReadMarks(connection, cancel);
        var watchIsOver = marks.Watched is { } watched && !await AnyRuns(connection, watched.Transactions, cancel);

        var batch = new Batch(marks.Year, await ReadLogs(connection, cancel));
        await Append(connection, Math.Max(marks.LowWater, after), batch, cancel);
        await Store(connection, batch, cancel);
        var isFull = batch.Leaves.Count == BatchSize;
        // What became visible behind such a batch is found by a sweep from the mark, and only that one may move it.
        var isSweep = !isFull && after == 0;
        if (isSweep && watchIsOver)
        {
            marks = marks with { LowWater = Math.Max(marks.LowWater, marks.Watched!.Value.Mark), Watched = null };
        }

        var highest = isSweep ? await HighestSealed(connection, cancel) : 0;
        if (isSweep && marks.Watched is null && highest > marks.LowWater)
        {
            marks = marks with { Watched = (highest, await Running(connection, cancel)) };
        }

        await StoreMarks(connection, marks with { Year = batch.Year }, cancel);
        await transaction.CommitAsync(cancel);

        // Nobody else was writing: the proof is there at once, and one more sweep takes it.
        return (batch.Leaves.Count, isSweep && marks.Watched is not { Transactions.Length: 0 }, isFull ? batch.Leaves[^1].Seq : 0);
    }

    private async Task Append(NpgsqlConnection connection, long after, Batch batch, CancellationToken cancel)
    {
        var envelope = new Envelope(school);
        var unsealed = EventTable.Select(
            school,
            $"""
            and e.seq_id > {after} and not exists
                (select from integrity.leaves l where l.tenant = {EventTable.Literal(school)} and l.seq = e.seq_id and l.seq > {after})
            order by e.seq_id limit {BatchSize}
            """);
        await using var copy = await CopyReader.Open(connection, unsealed, EventTable.Columns, cancel);
        do
        {
            while (copy.Next())
            {
                Append(EventTable.Row(copy), envelope, batch);
            }
        }
        while (copy.Fill(cancel));
    }

    private void Append(in EventRow row, Envelope envelope, Batch batch)
    {
        Digest leaf;
        try
        {
            leaf = envelope.Leaf(row);
        }
        catch (NotSealableException e)
        {
            throw new NotSealableException($"Event {row.Id} (seq {row.Seq}, {row.StreamName}) cannot be sealed: {e.Message}", e);
        }

        if (row.Type.SequenceEqual("integrity.log_opened.v1"u8)
            && JsonSerializer.Deserialize<LogOpened>(row.Data, AnyCase) is { Year: { } year }
            && YearLog.IsYear(year) && !batch.Logs.ContainsKey(year))
        {
            batch.Year = year;
        }

        if (!batch.Logs.TryGetValue(batch.Year, out var log))
        {
            log = new OpenedLog(batch.Year, LogOrigin.Of(host, school, batch.Year), new CompactRange(), isNew: true);
            batch.Logs.Add(batch.Year, log);
        }

        batch.Leaves.Add(new NewLeaf(log.Year, log.Append(leaf), row.Seq, row.Id, row.StreamName, row.Version, leaf));
    }

    private async Task Store(NpgsqlConnection connection, Batch batch, CancellationToken cancel)
    {
        if (batch.Leaves.Count == 0)
        {
            return;
        }

        await using (var leaves = await connection.BeginBinaryImportAsync(
            "copy integrity.leaves (tenant, year, idx, seq, event_id, stream, version, hash) from stdin (format binary)", cancel))
        {
            foreach (var leaf in batch.Leaves)
            {
                await leaves.StartRowAsync(cancel);
                await leaves.WriteAsync(school.Value, NpgsqlDbType.Text, cancel);
                await leaves.WriteAsync(leaf.Year, NpgsqlDbType.Text, cancel);
                await leaves.WriteAsync(leaf.Index, NpgsqlDbType.Bigint, cancel);
                await leaves.WriteAsync(leaf.Seq, NpgsqlDbType.Bigint, cancel);
                await leaves.WriteAsync(leaf.Event, NpgsqlDbType.Uuid, cancel);
                await leaves.WriteAsync(leaf.Stream, NpgsqlDbType.Text, cancel);
                await leaves.WriteAsync(leaf.Version, NpgsqlDbType.Bigint, cancel);
                await leaves.WriteAsync(leaf.Hash.Bytes.ToArray(), NpgsqlDbType.Bytea, cancel);
            }

            await leaves.CompleteAsync(cancel);
        }

        foreach (var log in batch.Logs.Values.Where(log => log.HasGrown))
        {
            if (log.IsNew)
            {
                await Execute(
                    connection,
                    """
                    insert into integrity.logs (tenant, year, ordinal, origin)
                    select @school, @year, count(*), @origin from integrity.logs where tenant = @school
                    """,
                    cancel,
                    ("year", log.Year),
                    ("origin", log.Origin));
            }

            await Execute(
                connection,
                """
                insert into integrity.ranges (tenant, year, size, range) values (@school, @year, @size, @range)
                on conflict (tenant, year) do update set size = excluded.size, range = excluded.range
                """,
                cancel,
                ("year", log.Year),
                ("size", log.Range.Size),
                ("range", log.Range.ToBytes()));
            await Execute(
                connection,
                "insert into integrity.checkpoints (tenant, year, size, root, note) values (@school, @year, @size, @root, @note)",
                cancel,
                ("year", log.Year),
                ("size", log.Range.Size),
                ("root", log.Range.Root().Bytes.ToArray()),
                ("note", log.Sign(key).ToString()));
        }
    }

    private async Task<Dictionary<string, OpenedLog>> ReadLogs(NpgsqlConnection connection, CancellationToken cancel)
    {
        var logs = new Dictionary<string, OpenedLog>();
        await using var command = Command(
            connection,
            """
            select l.year, l.origin, r.size, r.range from integrity.logs l join integrity.ranges r using (tenant, year)
            where l.tenant = @school order by l.ordinal
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var year = reader.GetString(0);
            var range = new CompactRange(reader.GetInt64(2), reader.GetFieldValue<byte[]>(3));
            logs.Add(year, new OpenedLog(year, reader.GetString(1), range, isNew: false));
        }

        return logs;
    }

    private async Task<Marks> ReadMarks(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = Command(
            connection, "select year, low_water, watched_mark, watched_transactions from integrity.marks where tenant = @school");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new Marks(
                reader.GetString(0),
                reader.GetInt64(1),
                reader.IsDBNull(2) ? null : (reader.GetInt64(2), reader.GetFieldValue<string[]>(3)))
            : new Marks(YearLog.Setup, 0, null);
    }

    private Task StoreMarks(NpgsqlConnection connection, Marks marks, CancellationToken cancel) => Execute(
        connection,
        """
        insert into integrity.marks (tenant, year, low_water, watched_mark, watched_transactions)
        values (@school, @year, @low, @mark, @transactions)
        on conflict (tenant) do update set year = excluded.year, low_water = excluded.low_water,
            watched_mark = excluded.watched_mark, watched_transactions = excluded.watched_transactions
        where marks.* is distinct from excluded.*
        """,
        cancel,
        ("year", marks.Year),
        ("low", marks.LowWater),
        ("mark", (object?)marks.Watched?.Mark ?? DBNull.Value),
        ("transactions", (object?)marks.Watched?.Transactions ?? DBNull.Value));

    private async Task<long> HighestSealed(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = Command(connection, "select coalesce(max(seq), 0) from integrity.leaves where tenant = @school");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Every transaction of this database alive now but this one, also those that have written nothing yet. Autovacuum takes no numbers.</summary>
    private async Task<string[]> Running(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = Command(
            connection,
            """
            select coalesce(array_agg(virtualxid), '{}') from pg_locks
            where locktype = 'virtualxid' and mode = 'ExclusiveLock' and pid <> pg_backend_pid() and pid not in
                (select pid from pg_stat_activity
                where datname <> current_database() or backend_type = 'autovacuum worker')
            """);
        return (string[])(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<bool> AnyRuns(NpgsqlConnection connection, string[] transactions, CancellationToken cancel)
    {
        await using var command = Command(
            connection,
            "select exists (select from pg_locks where locktype = 'virtualxid' and mode = 'ExclusiveLock' and virtualxid = any(@transactions))");
        command.Parameters.AddWithValue("transactions", transactions);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("school", school.Value);
        return command;
    }

    private async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel, params (string Name, object Value)[] values)
    {
        await using var command = Command(connection, sql);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What one transaction seals.</summary>
    private sealed class Batch(string year, Dictionary<string, OpenedLog> logs)
    {
        public string Year { get; set; } = year;

        public Dictionary<string, OpenedLog> Logs { get; } = logs;

        public List<NewLeaf> Leaves { get; } = [];
    }

    private sealed record Marks(string Year, long LowWater, (long Mark, string[] Transactions)? Watched);
}
