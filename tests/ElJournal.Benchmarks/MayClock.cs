namespace ElJournal.Benchmarks;

/// <summary>Runs on from a morning in May, so that on whatever day the figures are taken the sample's year holds the same lessons.</summary>
internal sealed class MayClock(DateTimeOffset? morning = null) : TimeProvider
{
    private readonly DateTimeOffset began = morning ?? new(2027, 5, 20, 6, 0, 0, TimeSpan.Zero);

    private readonly long started = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => began + TimeProvider.System.GetElapsedTime(started);
}
