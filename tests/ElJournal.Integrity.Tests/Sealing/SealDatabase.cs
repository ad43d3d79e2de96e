using System.Diagnostics;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Weasel.Core;
using Xunit;

[assembly: AssemblyFixture(typeof(ElJournal.Integrity.Tests.Sealing.SealCluster))]

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>A throw-away PostgreSQL for the test run, reached by a socket in its own directory.</summary>
public sealed class SealCluster : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("eljournal-pg-").FullName;
    private string binaries = "";
    private int databases;

    public async ValueTask InitializeAsync()
    {
        binaries = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).First();
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", directory);
        }

        await Postgres("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale");
        await Postgres("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(directory, "log"), "-o", $"-c listen_addresses= -c unix_socket_directories={directory} -c fsync=off -c autovacuum=off", "start");
    }

    public async ValueTask DisposeAsync()
    {
        await Postgres("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(directory, recursive: true);
    }

    public async Task<string> NewDatabase()
    {
        var name = $"seal{Interlocked.Increment(ref databases)}";
        await using var server = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = server.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string Data => Path.Combine(directory, "data");

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = directory,
        Username = "postgres",
        Database = database,
        Timezone = "UTC",
        IncludeErrorDetail = true,
    }.ConnectionString;

    private Task Postgres(string program, params string[] arguments) => Environment.UserName == "root"
        ? Run("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", Path.Combine(binaries, program), .. arguments])
        : Run(Path.Combine(binaries, program), arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        // The server keeps what it inherits open, so its output goes to a file and is not redirected here.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}

/// <summary>A real event store with the sealed log's tables, in a database of its own.</summary>
public sealed class SealDatabase(SealCluster cluster) : IAsyncLifetime
{
    public static readonly SchoolId School = new("school7");
    public static readonly SchoolId Neighbour = new("school8");

    public string ConnectionString { get; private set; } = "";

    public IDocumentStore Store { get; private set; } = null!;

    public NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await cluster.NewDatabase();
        Source = NpgsqlDataSource.Create(ConnectionString);
        Store = DocumentStore.For(Configure);
        await Store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        await Store.Advanced.AddMartenManagedTenantsAsync(default, School.Value, Neighbour.Value);
        await Execute(IntegritySchema.Sql);
        await Execute(IntegritySchema.Sql);
    }

    /// <summary>The event store as the journal configures it.</summary>
    public void Configure(StoreOptions options)
    {
        options.Connection(ConnectionString);
        options.DatabaseSchemaName = "journal";
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseTenantPartitionedEvents = true;
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.Default);
        options.Events.MapEventType<GradeRecorded>(RecordedAttribute.NameOf(typeof(GradeRecorded)));
        options.Events.MapEventType<LogOpened>(LogOpened.StoredName);
    }

    /// <summary>One grade in a lesson of its own, entered by a teacher in the browser.</summary>
    public async Task<Guid> Record(int value, string stream, SchoolId? school = null) =>
        (await Record(school ?? School, stream, new GradeRecorded("pupil-1", value, "ёж \"№ 5\""))).Single();

    public async Task<IReadOnlyList<Guid>> Record(SchoolId school, string stream, params object[] events)
    {
        await using var session = Store.LightweightSession(school.Value);
        session.LastModifiedBy = "teacher-1";
        session.SetHeader("role", nameof(Role.Teacher));
        session.SetHeader("channel", nameof(Channel.Web));
        session.SetHeader("session", "s-1");
        var recorded = session.Events.Append(stream, events).Events;
        await session.SaveChangesAsync();
        return [.. recorded.Select(e => e.Id)];
    }

    public async Task<int> Execute(string sql, params object[] values)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}

[Recorded("accounting.grade_recorded.v1")]
public sealed record GradeRecorded(string Pupil, int Value, string Work);
