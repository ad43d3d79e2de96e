using ElJournal.Kernel;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ElJournal.Store;

/// <summary>
/// Follows the events of each school and outlasts faults of the database: one that reached the daemon would end the shard until the next start.
/// What is done must be such that the same page may be gone through again.
/// </summary>
public abstract partial class PatientSubscription : SubscriptionBase
{
    private readonly ResiliencePipeline patience;

    protected PatientSubscription(string name, ILogger log)
    {
        Name = name;
        patience = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(30),
            BackoffType = DelayBackoffType.Exponential,
            OnRetry = retry =>
            {
                // The fault's own words may hold a name: its kind alone is told.
                LogWaiting(log, name, retry.RetryDelay, retry.Outcome.Exception?.GetType().Name);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    public sealed override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        // In a store partitioned by tenant the session belongs to the default tenant; the page's own is in the shard's name.
        var school = SchoolId.From(page.ShardName.TenantId ?? operations.TenantId);
        await patience.ExecuteAsync(async cancel => await Follow(school, page, operations, cancel), cancellationToken);
        return NullChangeListener.Instance;
    }

    protected abstract Task Follow(SchoolId school, EventRange page, IDocumentOperations operations, CancellationToken cancel);

    [LoggerMessage(LogLevel.Warning, "{Shard} goes through a page again in {Delay}: {Fault}")]
    private static partial void LogWaiting(ILogger logger, string shard, TimeSpan delay, string? fault);
}
