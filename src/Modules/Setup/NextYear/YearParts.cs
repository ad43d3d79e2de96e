using ElJournal.Setup.Register;

namespace ElJournal.Setup.NextYear;

/// <summary>Parts of a year that go over into the next, as its form names them.</summary>
internal static class YearParts
{
    public const string Terms = "terms";
    public const string Holidays = "holidays";
    public const string Days = "days";
    public const string Bells = "bells";
    public const string Regimes = "regimes";

    public static readonly IReadOnlyList<string> All = [Terms, Holidays, Days, Bells, Regimes];

    /// <summary>Whether there is something to hand on and the next year has nothing of it yet.</summary>
    /// <param name="classes">Of the year that ends.</param>
    public static bool IsWaiting(string part, YearCalendar old, IReadOnlyList<ClassRoster> classes, YearCalendar? next, IReadOnlyList<ClassRoster> nextClasses) => part switch
    {
        Terms => old.Terms.Count + old.LevelTerms.Count > 0 && next is null or { Terms.Count: 0, LevelTerms.Count: 0 },
        Holidays => old.HolidaySets.Count > 0 && next is null or { HolidaySets.Count: 0 },
        Days => next is null or { SpecialDays.Count: 0 },
        Bells => old.Bells.Count + old.Schedules.Count > 0 && next is null or { Bells.Count: 0, Schedules.Count: 0 },
        _ => nextClasses.Count == 0
            ? classes.Any(c => c.Regimes.Count > 0)
            : nextClasses.Any(c => c.Regimes.Count == 0 && Like(classes, c.Level, c.Letter)?.Regimes.Count > 0),
    };

    /// <summary>The class of the old year whose regime a new one takes over: the same name, else the same level.</summary>
    public static ClassRoster? Like(IReadOnlyList<ClassRoster> classes, int level, string letter) =>
        classes.FirstOrDefault(c => c.Level == level && c.Letter == letter) ?? classes.FirstOrDefault(c => c.Level == level);
}
