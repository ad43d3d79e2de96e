namespace ElJournal.Postgres;

/// <summary>База данных недоступна: no database could be had; says what was tried and what to do.</summary>
public sealed class DatabaseUnavailable : Exception
{
    public DatabaseUnavailable(string reason, IReadOnlyList<string> tried, Exception? cause = null)
        : base(tried.Count == 0 ? reason : reason + Environment.NewLine + string.Join(Environment.NewLine, tried.Select(line => "  – " + line)), cause)
    {
        Tried = tried;
    }

    /// <summary>One line for each source that was tried, with what came of it.</summary>
    public IReadOnlyList<string> Tried { get; }
}
