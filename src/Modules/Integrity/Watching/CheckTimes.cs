namespace ElJournal.Integrity.Watching;

/// <summary>When a school's log is checked in full: every night by the school's clock, and at once where a day has passed without a check.</summary>
public static class CheckTimes
{
    /// <summary>From this hour of the night on.</summary>
    public const int Night = 2;

    /// <summary>Up to this hour: a program that was down at night checks after <see cref="Longest"/> instead.</summary>
    public const int Morning = 6;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="last">The last check; of a school never checked, its first sealed entry.</param>
    /// <param name="now">By the school's clock, as <paramref name="last"/>.</param>
    public static bool IsDue(DateTime last, DateTime now) =>
        now - last >= Longest || (now.Hour is >= Night and < Morning && last < now.Date.AddHours(Night));
}
