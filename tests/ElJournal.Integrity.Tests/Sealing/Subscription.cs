using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>The module as it is wired, under Marten's own daemon: the sealer wakes by itself, for each school apart.</summary>
public sealed class Subscription(SealCluster cluster) : IAsyncLifetime
{
    private readonly SealDatabase database = new(cluster);
    private readonly string keys = Directory.CreateTempSubdirectory("eljournal-key-").FullName;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    [Fact]
    public async Task What_is_recorded_is_sealed_without_being_asked()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddMarten(database.Configure).AddAsyncDaemon(DaemonMode.Solo);
        builder.Services.AddIntegrity(new IntegrityOptions(keys));
        using var host = builder.Build();
        await host.StartAsync();
        await database.Record(5, "lesson/algebra-7b/2026-09-01/1");
        await database.Record(4, "lesson/algebra-7b/2026-09-01/2");
        await database.Record(3, "lesson/algebra-8b/2026-09-01/1", SealDatabase.Neighbour);
        await host.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        foreach (var (school, size) in new[] { (SealDatabase.School, 2), (SealDatabase.Neighbour, 1) })
        {
            var verification = await (await host.Services.GetRequiredService<SealedLogs>().VerifierOf(school)).Verify(school);
            verification.Broken.ShouldBeEmpty();
            (verification.Size, verification.Unsealed).ShouldBe((size, 0));
        }
    }

    [Fact]
    public async Task What_this_process_records_is_sealed_without_the_daemon()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddMarten(database.Configure);
        builder.Services.AddIntegrity(new IntegrityOptions(keys));
        using var host = builder.Build();
        await host.StartAsync();
        await database.Record(5, "lesson/algebra-7b/2026-09-01/1");
        await database.Record(3, "lesson/algebra-8b/2026-09-01/1", SealDatabase.Neighbour, host.Services.GetRequiredService<IDocumentStore>());

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await database.Ask<long>("select count(*) from integrity.checkpoints where size = 1") == 0) await timer.WaitForNextTickAsync(deadline.Token);
        await host.StopAsync();

        (await database.Ask<string>("select string_agg(tenant, ' ') from integrity.leaves"))
            .ShouldBe(SealDatabase.Neighbour.Value, "the other was recorded elsewhere and waits for the daemon");
    }
}
