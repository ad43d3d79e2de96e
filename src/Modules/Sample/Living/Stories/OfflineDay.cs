using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Living;

/// <summary>
/// День без сети: on one day in January the network of the school is down from the first bell until after the last. Attendance and grades wait in
/// the browsers and come in the afternoon with the time at which they were typed; all the rest is entered then. Found in the register of changes by
/// the channel «офлайн».
/// </summary>
public sealed record OfflineDay(DateOnly Date)
{
    /// <summary>Minutes of the day.</summary>
    private const double From = 480;
    private const double Until = 940;

    /// <summary>Everything that waits is sent within an hour.</summary>
    private const int Squeezed = 8;

    internal static OfflineDay Of(SchoolPlan plan) => new(Stories.SchoolDay(plan, plan.Year.Day(1, 20), 5));

    /// <summary>When something typed at a moment gets into the journal.</summary>
    internal DateTime Sent(DateTime at)
    {
        var (from, until) = (World.At(Date, From), World.At(Date, Until));
        return at < from || at >= until ? at : until.AddTicks((at - from).Ticks / Squeezed / 10 * 10);
    }
}
