using ElJournal.Host;
using ElJournal.Setup;
using ElJournal.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace ElJournal.Testing;

/// <summary>A database with the program's shape and an empty school in it, and the program composed over it without listening.</summary>
public sealed class EmptyDatabase(string name, TestCluster cluster, WebApplication app, HostSettings settings) : IAsyncDisposable
{
    private static readonly Lazy<Task<TestCluster>> Server = new(() => TestCluster.StartAsync());

    private static readonly SemaphoreSlim OneAtATime = new(1);

    public IServiceProvider Services => app.Services;

    public HostSettings Settings => settings;

    /// <param name="clock">Of the program; the database keeps its own.</param>
    public static async Task<EmptyDatabase> Make(TimeProvider? clock = null)
    {
        var cluster = await Server.Value;
        var name = "year_" + Guid.NewGuid().ToString("N")[..12];
        await OneAtATime.WaitAsync();
        try
        {
            var owner = await cluster.Databases.CreateAsync(name);
            var settings = new HostSettings(await Migration.MakeRole(owner, "only-in-tests"), owner, Directory.CreateTempSubdirectory("eljournal-year-").FullName);
            var app = HostApp.Build(settings, adjust: builder => builder.Services.AddSingleton(clock ?? TimeProvider.System), durability: DurabilityMode.MediatorOnly);
            await Migration.Apply(app.Services, owner);
            await Migration.AddSchool(app.Services, owner, SampleSchool.School);
            return new EmptyDatabase(name, cluster, app, settings);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Lets commands be sent.</summary>
    public Task Begin(CancellationToken cancel) => ((IHostedService)Services.GetRequiredService<IWolverineRuntime>()).StartAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await cluster.Databases.DropAsync(name);
        Directory.Delete(settings.DataDirectory, recursive: true);
    }
}
