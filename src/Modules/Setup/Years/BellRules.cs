using System.Globalization;
using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>What a schedule of bells must be, the year's own and a named one alike.</summary>
internal static class BellRules
{
    public static Outcome? Forbid(IReadOnlyList<Bell> bells)
    {
        if (bells.Count == 0) return Outcome.Refused(Refusals.BellsAreMissing);
        Bell? before = null;
        foreach (var bell in bells)
        {
            if (!IsTime(bell.Starts) || !IsTime(bell.Ends) || !IsBefore(bell.Starts, bell.Ends))
                return Outcome.Refused(Refusals.BellTimeIsWrong, bell.Slot, bell.Starts, bell.Ends);
            if (bell.Slot < 0 || before is not null && (bell.Slot <= before.Slot || IsBefore(bell.Starts, before.Ends)))
                return Outcome.Refused(Refusals.BellsAreOutOfOrder, bell.Slot);
            before = bell;
        }
        return null;
    }

    public static bool IsTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Times of the form HH:mm are in order as text.</summary>
    public static bool IsBefore(string one, string other) => string.CompareOrdinal(one, other) < 0;
}
