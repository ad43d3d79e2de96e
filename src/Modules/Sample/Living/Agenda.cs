namespace ElJournal.Sample.Living;

/// <summary>What is going to be done and when: acts come in order of time, and of equal times in the order in which they were put down.</summary>
/// <param name="possible">When what is wanted at a moment can be done: not while the network is down.</param>
internal sealed class Agenda(Func<DateTime, DateTime> possible)
{
    private readonly PriorityQueue<Action, (DateTime At, long Number)> acts = new();
    private long number;

    /// <summary>Of the act that is being done.</summary>
    public DateTime Now { get; private set; }

    /// <param name="at">UTC, to the microsecond; what is late already is done at once.</param>
    public void Put(DateTime at, Action act)
    {
        var when = possible(at);
        acts.Enqueue(act, (when < Now ? Now : when.AddTicks(-(when.Ticks % TimeSpan.TicksPerMicrosecond)), number++));
    }

    /// <summary>The next act before a moment.</summary>
    public bool TryTake(DateTime before, out Action act)
    {
        if (!acts.TryPeek(out act!, out var when) || when.At >= before) return false;
        acts.Dequeue();
        Now = when.At;
        return true;
    }
}
