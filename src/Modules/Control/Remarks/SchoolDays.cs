using ElJournal.Setup.Register;

namespace ElJournal.Control.Remarks;

/// <summary>Учебные дни, by which a due date is proposed.</summary>
public static class SchoolDays
{
    /// <summary>How many a form proposes, until the deputy types another day.</summary>
    public const int Usual = 3;

    private const int Saturday = 6;
    private const int Furthest = 60;

    /// <summary>The n-th school day after a day; where the year ends before, or none is known, that many calendar days.</summary>
    public static DateOnly After(CourseSetUp? setUp, DateOnly day, int count = Usual)
    {
        if (setUp is not { Year: { } year, Roster: { } roster }) return day.AddDays(count);
        // A school of five days has no lessons on Saturdays; of six, in some lesson or other.
        var last = setUp.Timetable?.VersionOn(day)?.Slots.Any(s => s.Weekday == Saturday) == true ? Saturday : Saturday - 1;
        var left = count;
        for (var ahead = 1; ahead <= Furthest; ahead++)
        {
            if (year.WeekdayOn(day.AddDays(ahead), roster.Level) <= last && --left == 0) return day.AddDays(ahead);
        }
        return day.AddDays(count);
    }
}
