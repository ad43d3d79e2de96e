using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Setup.Imports;

/// <summary>
/// One list of a school at a time: two would each find a new pupil absent and enrol the pupil twice.
/// The lock is the connection's, so that it is gone with a process that dies.
/// </summary>
internal sealed class ImportLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string key;

    private ImportLock(NpgsqlConnection connection, string key) => (this.connection, this.key) = (connection, key);

    /// <exception cref="ImportRefusal">Another list is being imported.</exception>
    public static async Task<ImportLock> Take(NpgsqlDataSource database, SchoolId school, string file, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            var key = $"eljournal import {school}";
            return await Run(connection, "pg_try_advisory_lock", key, cancel)
                ? new ImportLock(connection, key)
                : throw ImportRefusal.Of("import_is_running", file);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Run(connection, "pg_advisory_unlock", key, CancellationToken.None);
        await connection.DisposeAsync();
    }

    private static async Task<bool> Run(NpgsqlConnection connection, string function, string key, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select {function}(hashtext($1))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
