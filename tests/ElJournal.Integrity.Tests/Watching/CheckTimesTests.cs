using ElJournal.Integrity.Watching;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Watching;

public sealed class CheckTimesTests
{
    /// <param name="last">The last check, as the school's clock showed it.</param>
    [Theory]
    [InlineData("2026-11-27 02:10", "2026-11-28 01:59", false, "yesterday's night is behind, this one has not begun")]
    [InlineData("2026-11-27 02:10", "2026-11-28 02:00", true, "the night has begun")]
    [InlineData("2026-11-28 02:04", "2026-11-28 05:50", false, "this night is done")]
    [InlineData("2026-11-27 14:00", "2026-11-28 03:00", true, "a check by hand yesterday does not stand for the night")]
    [InlineData("2026-11-27 14:00", "2026-11-28 07:00", false, "the night was slept through, and a day has not passed")]
    [InlineData("2026-11-27 06:59", "2026-11-28 07:00", true, "a day has passed")]
    [InlineData("2026-11-01 02:00", "2026-11-28 13:00", true, "the program was down")]
    public void A_check_is_due(string last, string now, bool isDue, string why) =>
        CheckTimes.IsDue(DateTime.Parse(last, null), DateTime.Parse(now, null)).ShouldBe(isDue, why);
}
