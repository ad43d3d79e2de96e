using Npgsql;

namespace ElJournal.Postgres;

/// <summary>Copies and drops whole databases on a test server: a template is prepared once, every test class works on its copy.</summary>
/// <param name="superuserConnectionString">Any database of the server; the commands themselves run in <c>postgres</c>.</param>
public sealed class TemplateDatabases(string superuserConnectionString)
{
    private readonly string _maintenance =
        new NpgsqlConnectionStringBuilder(superuserConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;

    /// <summary>How to connect to one database of the server.</summary>
    public string ConnectionString(string name) =>
        new NpgsqlConnectionStringBuilder(superuserConnectionString) { Database = name }.ConnectionString;

    public async Task<string> CreateAsync(string name, CancellationToken cancellation = default)
    {
        await RunAsync($"create database {Quoted(name)}", cancellation);
        return ConnectionString(name);
    }

    /// <summary>An independent copy of <paramref name="template"/>; idle connections of this process to the template are closed first.</summary>
    public async Task<string> CloneAsync(string template, string name, CancellationToken cancellation = default)
    {
        ClosePool(template);
        await RunAsync($"create database {Quoted(name)} template {Quoted(template)}", cancellation);
        return ConnectionString(name);
    }

    public async Task DropAsync(string name, CancellationToken cancellation = default)
    {
        ClosePool(name);
        await RunAsync($"drop database if exists {Quoted(name)} with (force)", cancellation);
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void ClosePool(string name)
    {
        using var connection = new NpgsqlConnection(ConnectionString(name));
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task RunAsync(string statement, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_maintenance);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
