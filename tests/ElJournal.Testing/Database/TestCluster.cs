using ElJournal.Postgres;
using Npgsql;

namespace ElJournal.Testing;

/// <summary>
/// The PostgreSQL server of a test run, always a real one: the server named in <c>ELJOURNAL_TEST_DB</c>, else a container
/// when a Docker engine answers and has or gets the image, else a throw-away server from programs on this machine, which
/// root on Debian installs when they are absent. <c>ELJ_PG</c> forces one of them. Without any the tests fail, they do
/// not skip.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly IAsyncDisposable? _server;

    private TestCluster(string superuserConnectionString, string backend, IAsyncDisposable? server)
    {
        _server = server;
        Backend = backend;
        Databases = new TemplateDatabases(superuserConnectionString);
    }

    /// <summary>One line that says which server the tests ran on.</summary>
    public string Backend { get; }

    /// <summary>Makes, clones and drops databases: a template for an assembly, a clone for a test class.</summary>
    public TemplateDatabases Databases { get; }

    public string SuperuserConnectionString(string databaseName) => Databases.ConnectionString(databaseName);

    public static async Task<TestCluster> StartAsync(CancellationToken cancellation = default)
    {
        var forced = AppDatabaseOptions.ForcedByEnvironment();
        var named = Environment.GetEnvironmentVariable("ELJOURNAL_TEST_DB");
        if (forced is DatabaseSource.External || (forced is null && !string.IsNullOrEmpty(named)))
        {
            return await NamedAsync(named, cancellation);
        }

        if (forced is null or DatabaseSource.Docker)
        {
            if (await ContainerCluster.StartAsync(demanded: forced is DatabaseSource.Docker, cancellation) is { } container)
            {
                return new TestCluster(container.SuperuserConnectionString, container.Backend, container);
            }
        }

        var server = await PostgresForTests.StartAsync(cancellation);
        return new TestCluster(server.SuperuserConnectionString("postgres"), server.Backend, server);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<TestCluster> NamedAsync(string? connectionString, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(connectionString))
        {
            throw new DatabaseUnavailable("ELJ_PG=external: строка подключения ELJOURNAL_TEST_DB не задана.", []);
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return new TestCluster(connectionString, $"PostgreSQL {connection.PostgreSqlVersion}: ELJOURNAL_TEST_DB ({connection.Host})", null);
    }
}
