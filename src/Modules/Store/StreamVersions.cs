using Marten;

namespace ElJournal.Store;

/// <summary>Versions of many streams in one statement: a stream that is not there is absent.</summary>
public static class StreamVersions
{
    public static async Task<Dictionary<string, long>> Of(IQuerySession session, string[] keys, CancellationToken cancel)
    {
        var found = new Dictionary<string, long>();
        if (keys.Length == 0) return found;
        await using var command = new Npgsql.NpgsqlCommand($"select id, version from {EventStore.Schema}.mt_streams where tenant_id = $1 and id = any($2)");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = session.TenantId });
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string[]> { TypedValue = keys });
        await using var reader = await session.ExecuteReaderAsync(command, cancel);
        while (await reader.ReadAsync(cancel)) found[reader.GetString(0)] = reader.GetInt64(1);
        return found;
    }
}
