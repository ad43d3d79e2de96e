using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup.Imports;

/// <summary>Events for many streams, appended in the transaction of one command; a stream that somebody has changed meanwhile refuses them all.</summary>
public sealed class Appends : IMartenOp
{
    private readonly List<(string Stream, long Version, IReadOnlyList<object> Events)> all = [];

    public static Appends None => new();

    /// <param name="version">How many events the stream had when the rules looked at it.</param>
    public Appends To(string stream, long version, params IReadOnlyList<object> events)
    {
        all.Add((stream, version, events));
        return this;
    }

    public void Execute(IDocumentSession session)
    {
        foreach (var (stream, version, events) in all)
        {
            if (version == 0) session.Events.StartStream(ImportSteps.TypeOf(stream), stream, events);
            else session.Events.Append(stream, version + events.Count, events);
        }
    }
}
