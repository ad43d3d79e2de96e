namespace ElJournal.Postgres;

/// <summary>A running throw-away server; disposing stops it and removes its files.</summary>
public sealed class ThrowawayServer : IAsyncDisposable
{
    private readonly ServerAddress _address;
    private Func<Task>? _discard;

    internal ThrowawayServer(ServerAddress address, string backend, int postmasterPid, Func<Task> discard)
    {
        _address = address;
        _discard = discard;
        Backend = backend;
        PostmasterPid = postmasterPid;
        Databases = new TemplateDatabases(SuperuserConnectionString("postgres"));
    }

    /// <summary>One line for the test log.</summary>
    public string Backend { get; }

    /// <summary>The server's process, for tests that kill it.</summary>
    public int PostmasterPid { get; }

    public TemplateDatabases Databases { get; }

    public string SuperuserConnectionString(string database) => _address.ConnectionString(database);

    /// <summary>An independent copy of <paramref name="template"/>.</summary>
    public Task<string> CloneDatabaseAsync(string template, string name, CancellationToken cancellation = default) =>
        Databases.CloneAsync(template, name, cancellation);

    public Task DropAsync(string name, CancellationToken cancellation = default) => Databases.DropAsync(name, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _discard, null) is { } discard) await discard();
    }
}
