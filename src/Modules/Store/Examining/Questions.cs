using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>Short questions to the database.</summary>
public static class Questions
{
    public static async Task<T> Value<T>(this NpgsqlDataSource database, string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    public static async Task<IReadOnlyList<string>> Texts(this NpgsqlDataSource database, string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetString(0));
        return found;
    }
}
