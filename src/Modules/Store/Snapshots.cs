using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace ElJournal.Store;

/// <summary>Write models kept inline: what a command records is in its snapshot when the command is done.</summary>
public static class Snapshots
{
    /// <summary>Keeps the snapshot of <typeparamref name="T"/>, which folds its own stream by Create and Apply.</summary>
    public static void Keep<T>(this StoreOptions options) where T : class => options.Projections.Add(new SnapshotOf<T>(), ProjectionLifecycle.Inline);
}

/// <summary>
/// The fold of one stream by the model's own methods. Every inline projection is asked about every saved event, and Marten's own answer compares
/// each event with each type by reflection: thirty grades of a lesson were held against the types of two dozen models that have
/// nothing to do with lessons. Here a stream whose events the model does not know is put aside by a look into a set.
/// </summary>
public sealed partial class SnapshotOf<T> : SingleStreamProjection<T, string> where T : class
{
    public SnapshotOf() => Name = typeof(T).Name;

    protected override IInlineProjection<IDocumentOperations> buildForInline() => new OfItsOwn(base.buildForInline(), [.. AllEventTypes]);

    private sealed class OfItsOwn(IInlineProjection<IDocumentOperations> fold, HashSet<Type> known) : IInlineProjection<IDocumentOperations>
    {
        public Task ApplyAsync(IDocumentOperations operations, IEnumerable<StreamAction> streams, CancellationToken cancellation)
        {
            var own = streams.Where(stream => stream.Events.Any(e => known.Contains(e.EventType))).ToList();
            return own.Count == 0 ? Task.CompletedTask : fold.ApplyAsync(operations, own, cancellation);
        }
    }
}
