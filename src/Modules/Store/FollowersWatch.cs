using JasperFx;
using JasperFx.Events.Daemon;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using IProjectionCoordinator = Marten.Events.Daemon.Coordination.IProjectionCoordinator;

namespace ElJournal.Store;

/// <summary>
/// What follows the events and was put aside by the daemon for a fault goes on from where it stood: a fault of the database that the daemon met
/// would otherwise leave it standing until the next start. A page that will never pass is tried for ever and told each time; nothing is left out.
/// </summary>
public sealed partial class FollowersWatch(IProjectionCoordinator coordinator, TimeProvider clock, ILogger<FollowersWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var daemon in await coordinator.AllDaemonsAsync()) await Begin(daemon, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is still away; the next look may find it.
                LogWaiting(log, "", fault.GetType().Name);
            }
        }
    }

    private async Task Begin(IProjectionDaemon daemon, CancellationToken cancel)
    {
        foreach (var agent in daemon.CurrentAgents().Where(a => a.Status == AgentStatus.Paused && !daemon.IsRebuilding(a.Name)).ToList())
        {
            // The fault's own words may hold a name: its kind alone is told.
            LogWaiting(log, agent.Name.Identity, agent.Failure?.GetType().Name);
            await daemon.StartAgentAsync(agent.Name, cancel);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What follows the events is begun again: {Shard} {Fault}")]
    private static partial void LogWaiting(ILogger logger, string shard, string? fault);
}
