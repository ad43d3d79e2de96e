using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.Logging;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Опечатывание: wakes the school's <see cref="SealedLog"/> whenever the event store's high-water mark has moved.
/// The page tells only that there is something to seal; what is sealed are the rows that the database stores.
/// </summary>
public sealed class Sealer : PatientSubscription
{
    public const string ShardName = "sealer";

    private readonly Lazy<SigningKey> key;
    private readonly string host;

    public Sealer(Lazy<SigningKey> key, string host, ILogger<Sealer> log)
        : base(ShardName, log)
    {
        this.key = key;
        this.host = host;
        Options.BatchSize = 1000;
    }

    protected override Task Follow(SchoolId school, EventRange page, IDocumentOperations operations, CancellationToken cancel) =>
        new SealedLog(operations.Database.Journal(), school, key.Value, host).SealPending(cancel);
}
