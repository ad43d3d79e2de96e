namespace ElJournal.Scenarios.Faults;

/// <summary>What the clients sent and what they were told is done, in a file outside the store. It is the judge, so it trusts nobody else's memory.</summary>
internal sealed class Ledger(string file) : IDisposable
{
    private readonly Lock turn = new();
    private readonly StreamWriter lines = new(file) { AutoFlush = true };
    private (int Count, TaskCompletionSource Reached)? awaited;
    private int acknowledged;

    public void Sent(Guid command)
    {
        lock (turn) lines.WriteLine($"S {command}");
    }

    public void Refused(Guid command)
    {
        lock (turn) lines.WriteLine($"R {command}");
    }

    public void Acknowledged(Guid command)
    {
        lock (turn)
        {
            lines.WriteLine($"A {command}");
            if (++acknowledged >= awaited?.Count) awaited.Value.Reached.TrySetResult();
        }
    }

    /// <summary>Ends when so many more entries are acknowledged.</summary>
    public Task AcknowledgedMore(int count)
    {
        lock (turn)
        {
            awaited = (acknowledged + count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return awaited.Value.Reached.Task;
        }
    }

    /// <summary>Reads the file back; it may be written on, for another cut.</summary>
    public (HashSet<Guid> Sent, HashSet<Guid> Acknowledged, HashSet<Guid> Refused) Read()
    {
        string[] read;
        lock (turn) read = File.ReadAllLines(file);
        return (Of('S'), Of('A'), Of('R'));

        HashSet<Guid> Of(char what) => [.. read.Where(line => line[0] == what).Select(line => Guid.Parse(line[2..]))];
    }

    public void Dispose() => lines.Dispose();
}
