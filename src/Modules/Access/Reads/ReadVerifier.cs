using ElJournal.Kernel;
using ElJournal.Store;
using Npgsql;

namespace ElJournal.Access.Reads;

/// <summary>What the check of the log of reads came to.</summary>
/// <param name="Count">Entries read.</param>
/// <param name="Head">Hash of the last, lower-case hex.</param>
/// <param name="Broken">Number of the first entry that is not what it was; null when all are.</param>
/// <param name="Reason"><c>changed</c>, <c>missing</c> or <c>sealed</c> (differs from what the sealed log says).</param>
public sealed record ReadsVerified(long Count, string Head, int SealedDays, long? Broken, string? Reason)
{
    public bool IsIntact => Broken is null;
}

/// <summary>Проверка журнала чтений: recomputes the chain from its beginning and holds it against the daily seals among the events.</summary>
public sealed class ReadVerifier(NpgsqlDataSource database)
{
    public async Task<ReadsVerified> Verify(SchoolId school, CancellationToken cancel = default)
    {
        var seals = await Seals(school, cancel);
        var awaited = new Queue<(long Count, string Head)>(seals);
        var (n, hash) = (0L, ReadChain.Beginning);
        await using var command = database.CreateCommand($"""
            select n, at, account, role, on_behalf_of, session, kind, purpose, subject, hash from {ReadSchema.Table} where tenant_id = $1 order by n
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (reader.GetInt64(0) != n + 1) return Broken(n + 1, "missing");
            var stored = reader.GetFieldValue<byte[]>(9);
            if (EntryOf(reader, school) is not { } entry || !ReadChain.Next(hash, n + 1, entry).AsSpan().SequenceEqual(stored)) return Broken(n + 1, "changed");
            (n, hash) = (n + 1, stored);
            while (awaited.TryPeek(out var seal) && seal.Count == n)
            {
                if (seal.Head != Convert.ToHexStringLower(hash)) return Broken(n, "sealed");
                awaited.Dequeue();
            }
        }
        if (awaited.Count > 0) return Broken(n + 1, "missing");
        return await HeadOf(school, cancel) is { } head && head != n ? Broken(Math.Min(head, n) + 1, "missing") : Answer(null, null);

        ReadsVerified Broken(long at, string reason) => Answer(at, reason);
        ReadsVerified Answer(long? at, string? reason) => new(n, Convert.ToHexStringLower(hash), seals.Count, at, reason);
    }

    /// <summary>As the events say, in the order of the chain.</summary>
    private async Task<IReadOnlyList<(long Count, string Head)>> Seals(SchoolId school, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            select (data ->> 'count')::bigint, data ->> 'head' from {EventStore.Schema}.mt_events
            where tenant_id = $1 and type = '{RecordedAttribute.NameOf(typeof(ReadsSealed))}' order by 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        var found = new List<(long, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add((reader.GetInt64(0), reader.GetString(1)));
        return found;
    }

    private async Task<long?> HeadOf(SchoolId school, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"select n from {ReadSchema.Head} where tenant_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        return await command.ExecuteScalarAsync(cancel) as long?;
    }

    /// <summary>Null when a word in the row is none that the program ever writes.</summary>
    private static ReadEntry? EntryOf(NpgsqlDataReader row, SchoolId school)
    {
        try
        {
            return ReadSearch.EntryOf(row, school);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }
}
