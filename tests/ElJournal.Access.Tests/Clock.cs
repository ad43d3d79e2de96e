namespace ElJournal.Access.Tests;

/// <summary>A clock that goes only when told to.</summary>
public sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}
