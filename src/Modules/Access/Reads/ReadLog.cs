using System.Threading.Channels;
using ElJournal.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Access.Reads;

/// <summary>
/// Журнал чтений персональных данных (ASVS 5.0 16.3.2). Requests put their reads into a queue and go on; one writer takes them to the
/// database together. A full queue makes requests wait, a broken database makes the writer try again: nothing is dropped.
/// </summary>
public sealed partial class ReadLog(ReadStore store, ILogger<ReadLog> logger) : BackgroundService
{
    public const int MostInBatch = 256;

    private const int MostWaiting = 8192;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How many times the last batch is tried once the program stops.</summary>
    private const int LastTries = 3;

    private readonly Channel<object> queue = System.Threading.Channels.Channel.CreateBounded<object>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Puts a read into the queue; waits only while the queue is full.</summary>
    public ValueTask Note(ReadEntry entry, CancellationToken cancel = default) => queue.Writer.WriteAsync(entry, cancel);

    /// <summary>Ends when everything noted before is in the database.</summary>
    public async Task Flush(CancellationToken cancel = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(reached, cancel);
        await reached.Task.WaitAsync(cancel);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ReadEntry>(MostInBatch);
        // Not the stopping token: the queue is completed at stop, and what is in it is still written.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var reached = await Gather(batch);
            foreach (var school in batch.GroupBy(entry => entry.School)) await Write(school.Key, [.. school], stoppingToken);
            batch.Clear();
            reached?.TrySetResult();
        }
    }

    /// <summary>Fills the batch until it is full, a second is over, or somebody waits for it; answers who.</summary>
    private async Task<TaskCompletionSource?> Gather(List<ReadEntry> batch)
    {
        using var second = new CancellationTokenSource(LongestWait);
        while (batch.Count < MostInBatch)
        {
            if (queue.Reader.TryRead(out var next))
            {
                if (next is TaskCompletionSource waiting) return waiting;
                batch.Add((ReadEntry)next);
                continue;
            }
            try
            {
                if (!await queue.Reader.WaitToReadAsync(second.Token)) break;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        return null;
    }

    private async Task Write(SchoolId school, IReadOnlyList<ReadEntry> entries, CancellationToken stopping)
    {
        using var again = new PeriodicTimer(RetryAfter);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await store.Append(school, entries);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                if (stopping.IsCancellationRequested && tries >= LastTries)
                {
                    LogLost(logger, failure, school, entries.Count);
                    return;
                }
                if (tries == 1) LogRetried(logger, failure, school, entries.Count);
                await again.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The log of reads of {School} cannot be written now; {Count} entries wait.")]
    private static partial void LogRetried(ILogger logger, Exception failure, SchoolId school, int count);

    [LoggerMessage(LogLevel.Error, "The program stopped without its database: {Count} entries of the log of reads of {School} are lost.")]
    private static partial void LogLost(ILogger logger, Exception failure, SchoolId school, int count);
}
