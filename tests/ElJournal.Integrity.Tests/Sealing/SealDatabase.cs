using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Testing;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Weasel.Core;
using Xunit;

[assembly: AssemblyFixture(typeof(ElJournal.Integrity.Tests.Sealing.SealCluster))]

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>The PostgreSQL of the test run, with a database for each who asks.</summary>
public sealed class SealCluster : IAsyncLifetime
{
    private TestCluster cluster = null!;
    private int databases;

    public async ValueTask InitializeAsync() => cluster = await TestCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    public async Task<string> NewDatabase() => new NpgsqlConnectionStringBuilder(
        await cluster.Databases.CreateAsync($"seal{Interlocked.Increment(ref databases)}"))
    { Timezone = "UTC", IncludeErrorDetail = true }.ConnectionString;
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
        options.Events.MapEventType<Archives.Explained>(RecordedAttribute.NameOf(typeof(Archives.Explained)));
    }

    /// <summary>One grade in a lesson of its own, entered by a teacher in the browser.</summary>
    public async Task<Guid> Record(int value, string stream, SchoolId? school = null, IDocumentStore? by = null) =>
        (await Record(by ?? Store, school ?? School, stream, new GradeRecorded("pupil-1", value, "ёж \"№ 5\""))).Single();

    public Task<IReadOnlyList<Guid>> Record(SchoolId school, string stream, params object[] events) => Record(Store, school, stream, events);

    private static async Task<IReadOnlyList<Guid>> Record(IDocumentStore store, SchoolId school, string stream, params object[] events)
    {
        await using var session = store.LightweightSession(school.Value);
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
