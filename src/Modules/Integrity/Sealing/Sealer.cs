using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Опечатывание: wakes the school's <see cref="SealedLog"/> whenever the event store's high-water mark has moved.
/// The page tells only that there is something to seal; what is sealed are the rows that the database stores.
/// </summary>
public sealed class Sealer : SubscriptionBase
{
    public const string ShardName = "sealer";

    private readonly Lazy<SigningKey> key;
    private readonly string host;

    public Sealer(Lazy<SigningKey> key, string host)
    {
        this.key = key;
        this.host = host;
        Name = ShardName;
        Options.BatchSize = 1000;
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        // In a store partitioned by tenant the session belongs to the default tenant; the page's own is in the shard's name.
        var school = SchoolId.From(page.ShardName.TenantId ?? operations.TenantId);
        await new SealedLog(operations.Database.Journal(), school, key.Value, host).SealPending(cancellationToken);
        return NullChangeListener.Instance;
    }
}
