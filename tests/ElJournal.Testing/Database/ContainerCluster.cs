using ElJournal.Postgres;
using Npgsql;
using Testcontainers.PostgreSql;

namespace ElJournal.Testing;

/// <summary>PostgreSQL in a container of Testcontainers, from the image <c>ELJ_PG_IMAGE</c>.</summary>
internal sealed class ContainerCluster : IAsyncDisposable
{
    private readonly PostgreSqlContainer _container;

    private ContainerCluster(PostgreSqlContainer container, string backend)
    {
        _container = container;
        Backend = backend;
    }

    public string Backend { get; }

    public string SuperuserConnectionString => Utc(_container);

    /// <summary>Null when no engine answers or the image cannot be had; when a container is demanded, that is an error.</summary>
    public static async Task<ContainerCluster?> StartAsync(bool demanded, CancellationToken cancellation)
    {
        var docker = new DockerEngine();
        var image = DockerEngine.Image;
        if (await docker.ApiVersionAsync(cancellation) is not { } api)
        {
            return demanded ? throw new DatabaseUnavailable("ELJ_PG=docker: Docker не отвечает.", []) : null;
        }

        var isLocal = await docker.HasImageAsync(image, cancellation);
        if (!isLocal && !await docker.PullAsync(image, cancellation))
        {
            return demanded ? throw new DatabaseUnavailable($"ELJ_PG=docker: образа {image} нет, и загрузить его не удалось.", []) : null;
        }

        // The library asks for a newer interface than Debian's engine speaks.
        SetUnlessSet("DOCKER_API_VERSION", api);

        // Its reaper is one more image; where no registry is at hand, asking for it fails the whole start.
        if (isLocal) SetUnlessSet("TESTCONTAINERS_RYUK_DISABLED", "true");

        var container = new PostgreSqlBuilder(image).WithUsername("postgres")
            .WithCommand("-c", "max_connections=300", "-c", "timezone=UTC", "-c", "log_parameter_max_length=0")
            .Build();
        try
        {
            await container.StartAsync(cancellation);
            await using var connection = new NpgsqlConnection(Utc(container));
            await connection.OpenAsync(cancellation);
            var origin = await docker.IsHomeMadeAsync(image, cancellation) ? ", собран на этой машине: официальный образ не проверялся" : "";
            return new ContainerCluster(container, $"PostgreSQL {connection.PostgreSqlVersion}: Testcontainers, образ {image}{origin}");
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private static string Utc(PostgreSqlContainer container) =>
        new NpgsqlConnectionStringBuilder(container.GetConnectionString()) { Timezone = "UTC" }.ConnectionString;

    private static void SetUnlessSet(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))) Environment.SetEnvironmentVariable(variable, value);
    }
}
