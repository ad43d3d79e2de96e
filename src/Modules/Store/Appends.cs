using Marten;
using Wolverine.Marten;

namespace ElJournal.Store;

/// <summary>Events for many streams, appended in the transaction of one command; a stream that somebody has changed meanwhile refuses them all.</summary>
public sealed class Appends : IMartenOp
{
    private readonly List<(Type Type, string Stream, long Version, IReadOnlyList<object> Events)> all = [];

    public static Appends None => new();

    /// <summary>What is to be appended, stream by stream.</summary>
    public IReadOnlyList<(string Stream, IReadOnlyList<object> Events)> All => [.. all.Select(a => (a.Stream, a.Events))];

    /// <param name="type">Of the model that the stream is folded to.</param>
    /// <param name="version">How many events the stream had when the rules looked at it.</param>
    public Appends To(Type type, string stream, long version, params IReadOnlyList<object> events)
    {
        all.Add((type, stream, version, events));
        return this;
    }

    /// <summary>The same, with something done to each event, such as naming what caused it.</summary>
    public Appends Each(Func<object, object> change)
    {
        var changed = new Appends();
        foreach (var (type, stream, version, events) in all) changed.To(type, stream, version, [.. events.Select(change)]);
        return changed;
    }

    public void Execute(IDocumentSession session)
    {
        foreach (var (type, stream, version, events) in all)
        {
            if (version == 0) session.Events.StartStream(type, stream, events);
            else session.Events.Append(stream, version + events.Count, events);
        }
    }
}
