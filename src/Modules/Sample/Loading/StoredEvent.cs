using ElJournal.Kernel;

namespace ElJournal.Sample.Loading;

/// <summary>An event as its row will be, but for the numbers that follow from its place in the log.</summary>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="StreamType">Alias of the write model, as the streams' table keeps it.</param>
/// <param name="Data">The event as JSON.</param>
/// <param name="Headers">The metadata as JSON.</param>
/// <param name="Openings">Personal words that it commits to.</param>
public sealed record StoredEvent(
    DateTime At, Guid Id, string Stream, string StreamType, string Type, string DotNetType, string Data, string Cause, string Session, string Headers,
    string Account, IReadOnlyList<Opening> Openings);

/// <summary>Two logs that are each in order of time as one; of the same moment, the first comes first.</summary>
public static class Logs
{
    public static IEnumerable<StoredEvent> Merged(this IEnumerable<StoredEvent> first, IEnumerable<StoredEvent> second)
    {
        using var a = first.GetEnumerator();
        using var b = second.GetEnumerator();
        var (hasA, hasB) = (a.MoveNext(), b.MoveNext());
        while (hasA || hasB)
        {
            if (hasA && (!hasB || a.Current.At <= b.Current.At))
            {
                yield return a.Current;
                hasA = a.MoveNext();
            }
            else
            {
                yield return b.Current;
                hasB = b.MoveNext();
            }
        }
    }
}
