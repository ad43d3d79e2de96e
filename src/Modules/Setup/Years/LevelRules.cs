using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Year levels of a school: 1–11.</summary>
internal static class LevelRules
{
    public static readonly IReadOnlyList<int> All = [.. Enumerable.Range(1, 11)];

    public static Outcome? Forbid(IReadOnlyCollection<int> levels)
    {
        if (levels.Count == 0) return Outcome.Refused(Refusals.LevelsAreMissing);
        return levels.Any(level => level is < 1 or > 11) ? Outcome.Refused(Refusals.YearLevelIsOff, levels.First(level => level is < 1 or > 11)) : null;
    }
}
