using Npgsql;

namespace ElJournal.Postgres;

/// <summary>The database <c>eljournal</c> on a server.</summary>
internal static class JournalDatabase
{
    public const string Name = "eljournal";

    /// <summary>Sees to it that the database is there; answers how to connect and the server's version.</summary>
    public static async Task<(string ConnectionString, string Version)> OpenAsync(ServerAddress address, CancellationToken cancellation)
    {
        var version = await CreateIfAbsentAsync(address.ConnectionString("postgres", pooling: false), Name, cancellation);
        return (address.ConnectionString(Name), version);
    }

    /// <summary>The same for a server somebody else runs, whose connection string may name another database.</summary>
    public static async Task<string> OpenExternalAsync(NpgsqlConnectionStringBuilder external, CancellationToken cancellation)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(external.ConnectionString) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
            await connection.OpenAsync(cancellation);
            return Short(connection);
        }
        catch (PostgresException absent) when (absent.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            unpooled.Database = "postgres";
            return await CreateIfAbsentAsync(unpooled.ConnectionString, external.Database!, cancellation);
        }
    }

    private static async Task<string> CreateIfAbsentAsync(string maintenance, string name, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(cancellation);
        await using var look = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await look.ExecuteScalarAsync(cancellation) is null)
        {
            await using var create = new NpgsqlCommand($"create database {TemplateDatabases.Quoted(name)}", connection);
            try
            {
                await create.ExecuteNonQueryAsync(cancellation);
            }
            catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another process made it in between.
            }
        }

        return Short(connection);
    }

    // "15.18 (Debian 15.18-0+deb12u1)" says more than a line for people needs.
    private static string Short(NpgsqlConnection connection) => connection.ServerVersion.Split(' ')[0];
}
