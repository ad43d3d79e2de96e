namespace ElJournal.Testing;

/// <summary>The program's clock, moved by a test instead of waiting. The database keeps its own.</summary>
public sealed class MovedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
