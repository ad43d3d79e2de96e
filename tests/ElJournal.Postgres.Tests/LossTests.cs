using System.Collections.Concurrent;
using System.Diagnostics;
using ElJournal.Postgres.Copies;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Postgres.Tests;

/// <summary>
/// What was acknowledged is there again after the server and all its files are gone. The end of a process imitates no power cut: the disk under the copies keeps
/// what it was told to keep.
/// </summary>
public sealed class LossTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private const int Enough = 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_with_the_data_directory_while_the_stream_is_waited_for()
    {
        var (acknowledged, restored, took) = await LoseTheServer(isStreamed: true);
        output.WriteLine($"acknowledged {acknowledged.Count}, restored {restored.Count}, restoring took {took.TotalSeconds:0.0} s");
        acknowledged.Count.ShouldBeGreaterThan(Enough);
        acknowledged.Except(restored).ShouldBeEmpty();
        // One entry of each writer may have been on its way.
        restored.Except(acknowledged).Count().ShouldBeLessThanOrEqualTo(Writers);
    }

    [Fact]
    public async Task Without_the_stream_what_came_after_the_copy_is_lost()
    {
        var (acknowledged, restored, _) = await LoseTheServer(isStreamed: false);
        output.WriteLine($"acknowledged {acknowledged.Count}, restored {restored.Count}");
        acknowledged.Except(restored).Count().ShouldBeGreaterThan(Enough / 2);
    }

    /// <summary>Writers at work, the postmaster killed, its directory thrown away, the rest restored.</summary>
    private async Task<(IReadOnlyCollection<int> Acknowledged, IReadOnlyCollection<int> Restored, TimeSpan Took)> LoseTheServer(bool isStreamed)
    {
        using var folder = new DataFolder();
        var acknowledged = new ConcurrentBag<int>();
        CopyRepository repository;
        await using (var server = await PostgresForApp.ResolveAsync(folder.Options, Cancellation))
        {
            (var link, repository) = await Copies.BeginAsync(server, folder.Root);
            await using var receiver = isStreamed ? await WalReceiver.StartAsync(link, repository, Cancellation) : null;
            await Copies.MakeAsync(link, repository);
            if (isStreamed)
            {
                await WalReceiver.DemandAsync(link, Cancellation);
                await Copies.UntilAsync(async () => (await WalReceiver.StateAsync(link, Cancellation)).IsWaitedFor);
            }

            var postmaster = await Sql.PostmasterAsync(server.SuperuserConnectionString);
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(server.SuperuserConnectionString, writer, acknowledged)).ToList();
            await Copies.UntilAsync(() => Task.FromResult(acknowledged.Count > Enough));
            Postmaster.Kill(postmaster);
            await Task.WhenAll(writing);
        }

        await Copies.UntilAsync(() =>
        {
            // Orphans of a killed server go when they notice.
            try
            {
                Directory.Delete(Path.Combine(folder.Path, "pg"), recursive: true);
                return Task.FromResult(true);
            }
            catch (IOException)
            {
                return Task.FromResult(false);
            }
        });
        var watch = Stopwatch.StartNew();
        await using var restored = await RestoredCluster.BringUpAsync(repository, null, Path.Combine(folder.Root, "restored"), isThrownAway: true, Cancellation);
        var found = new List<int>();
        await using var connection = new NpgsqlConnection(restored.Journal);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select n from entry", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation)) found.Add(reader.GetInt32(0));
        return (acknowledged, found, watch.Elapsed);
    }

    private static async Task WriteAsync(string connectionString, int writer, ConcurrentBag<int> acknowledged)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(Cancellation);
            for (var n = writer; ; n += Writers)
            {
                await using var insert = new NpgsqlCommand($"insert into entry values ({n})", connection);
                await insert.ExecuteNonQueryAsync(Cancellation);
                acknowledged.Add(n);
            }
        }
        catch (NpgsqlException)
        {
            // The server is gone, as the test wants it.
        }
    }
}
