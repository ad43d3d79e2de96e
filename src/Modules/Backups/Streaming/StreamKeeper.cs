using ElJournal.Backups.Copying;
using ElJournal.Postgres.Copies;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Backups.Streaming;

/// <summary>
/// Keeps the receiver of the server's log running while the program runs, makes commits wait for it, and, when it is lost, does what the operator chose:
/// lets them go on without it, or lets them wait. Each change is recorded.
/// </summary>
public sealed partial class StreamKeeper(
    BackupOptions options, Copier copier, IJournals journals, StreamState state, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock,
    ILogger<StreamKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>A disk that takes nothing for so long is as good as lost.</summary>
    private const int LongestWaitSeconds = 5;

    private readonly Queue<StreamChanged> unrecorded = new();

    private WalReceiver? receiver;

    private bool isDemanded;

    private DateTimeOffset notBefore;

    private ClusterLink Link => options.Link;

    /// <summary>Where entries have to wait, they do so from the first.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Stream is StreamMode.Wait) await Demand(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // Whoever uses the server next without a receiver must not wait for it.
            await WalReceiver.ReleaseAsync(Link, cancellationToken);
        }
        catch (Exception gone) when (gone is NpgsqlException or OperationCanceledException)
        {
            // The server went first; its next start forgets the demand.
        }
        if (receiver is not null) await receiver.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                await Step(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException)
            {
                See(false, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Step(CancellationToken cancel)
    {
        if (receiver is null or { HasEnded: true } && clock.GetUtcNow() >= notBefore) await Begin(cancel);
        var (isStreaming, isWaitedFor) = await WalReceiver.StateAsync(Link, cancel);
        if (isStreaming && options.Stream is StreamMode.GoOn && await IsStuck(cancel))
        {
            isStreaming = false;
            if (receiver is not null) await receiver.DisposeAsync();
        }
        state.IsWaitedFor = isWaitedFor;
        if (options.Stream is StreamMode.GoOn && isStreaming != isDemanded) await (isStreaming ? Demand(cancel) : Release(cancel));
        See(isStreaming, receiver?.Said);
        await Record(cancel);
    }

    private async Task Begin(CancellationToken cancel)
    {
        if (receiver is not null)
        {
            See(false, receiver.Said);
            if (receiver.HasLostTheThread) WalReceiver.BeginAnew(await copier.Repository(cancel), clock);
            await receiver.DisposeAsync();
            receiver = null;
        }
        notBefore = clock.GetUtcNow() + TimeSpan.FromSeconds(2);
        try
        {
            receiver = await WalReceiver.StartAsync(Link, await copier.Repository(cancel), cancel);
        }
        catch (CopyFailed failure)
        {
            notBefore = clock.GetUtcNow() + TimeSpan.FromSeconds(10);
            See(false, failure.Message);
        }
    }

    /// <summary>Commits that wait though the receiver says that it is there: its disk has stopped.</summary>
    private async Task<bool> IsStuck(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(
            $"select exists (select from pg_stat_activity where wait_event = 'SyncRep' and clock_timestamp() - state_change > interval '{LongestWaitSeconds} seconds')", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task Demand(CancellationToken cancel)
    {
        try
        {
            await WalReceiver.DemandAsync(Link, cancel);
            isDemanded = true;
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Somebody else's server: whether commits wait is set there (docs/howto/backup.md).
            isDemanded = true;
            CannotDemand(denied.MessageText);
        }
    }

    private async Task Release(CancellationToken cancel)
    {
        isDemanded = false;
        try
        {
            await WalReceiver.ReleaseAsync(Link, cancel);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            CannotDemand(denied.MessageText);
        }
    }

    private void See(bool isReceiving, string? why)
    {
        state.Why = isReceiving ? null : why is { Length: > 0 } ? why : state.Why;
        if (state.IsReceiving == isReceiving) return;
        // At the start it has not been lost, it has not begun.
        if (state.IsReceiving is null && !isReceiving && clock.GetUtcNow() < notBefore) return;
        (state.IsReceiving, state.Since) = (isReceiving, clock.GetUtcNow());
        if (!isReceiving) Lost(state.Why);
        unrecorded.Enqueue(new StreamChanged(
            isReceiving ? "receiving" : "lost", options.Stream is StreamMode.Wait ? "wait" : "go-on",
            state.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Where entries wait for the copies, that they were lost is recorded when they are back.</summary>
    private async Task Record(CancellationToken cancel)
    {
        if (!program.ApplicationStarted.IsCancellationRequested || (options.Stream is StreamMode.Wait && state.IsReceiving is not true)) return;
        while (unrecorded.TryPeek(out var change))
        {
            foreach (var school in await journals.Schools(cancel))
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Desk>().Send(new RecordStream(Guid.NewGuid(), clock.GetUtcNow().Year, change), BackupKeeper.Actor(school), cancel);
            }
            unrecorded.Dequeue();
        }
    }

    [LoggerMessage(LogLevel.Error, "The stream of copies is lost: {Why}")]
    private partial void Lost(string? why);

    [LoggerMessage(LogLevel.Warning, "The server does not let this role decide what commits wait for: {Why}")]
    private partial void CannotDemand(string why);
}
