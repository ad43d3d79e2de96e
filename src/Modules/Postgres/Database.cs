namespace ElJournal.Postgres;

/// <summary>A database at hand; disposing gives it back, and stops the server when nobody else uses it.</summary>
public sealed class Database : IAsyncDisposable
{
    private Func<ValueTask>? _giveBack;

    internal Database(string superuserConnectionString, string backend, bool owned, Func<ValueTask>? giveBack = null)
    {
        SuperuserConnectionString = superuserConnectionString;
        Backend = backend;
        Owned = owned;
        _giveBack = giveBack;
    }

    /// <summary>Connects to the journal's database with a role that may create roles and databases.</summary>
    public string SuperuserConnectionString { get; }

    /// <summary>One line for a person: which server this is and where it lies.</summary>
    public string Backend { get; }

    /// <summary>True when this process started the server.</summary>
    public bool Owned { get; }

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _giveBack, null)?.Invoke() ?? ValueTask.CompletedTask;
}
