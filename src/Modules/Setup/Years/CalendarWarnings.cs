using ElJournal.Setup.Register;

namespace ElJournal.Setup.Years;

/// <summary>What to look at, but not what to refuse: the key of its sentence in <c>YearTexts</c> and what the sentence speaks of.</summary>
internal sealed record Warning(string Key, params IReadOnlyList<object> Arguments);

/// <summary>Замечания к календарю: days without a term that are no holidays, and holidays shorter than the norm.</summary>
internal static class CalendarWarnings
{
    public static IReadOnlyList<Warning> Of(YearCalendar year, BellNormsSet? norms)
    {
        var warnings = new List<Warning>();
        foreach (var group in LevelGroup.Of(year))
        {
            if (group.Terms.Count == 0) warnings.Add(new Warning("warn.no-terms", group.Name));
            else if (Gaps(year, group) is { Count: > 0 } gaps) warnings.Add(new Warning("warn.gap", group.Name, string.Join(", ", gaps.Select(Name))));
            if (group.Holidays.Count == 0) warnings.Add(new Warning("warn.no-holidays", group.Name));
            if (norms is null) continue;
            warnings.AddRange(group.Holidays.Where(h => Length(h) < norms.HolidayDays)
                .Select(h => new Warning("warn.short-holidays", group.Name, h.Name, Length(h), norms.HolidayDays, norms.Act)));
        }
        if (year.Bells.Count == 0) warnings.Add(new Warning("warn.no-bells"));
        return warnings;
    }

    /// <summary>Stretches of the year that are neither term nor holidays; Sundays and days off stand in none, but do not end one.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Gaps(YearCalendar year, LevelGroup group)
    {
        var gaps = new List<(DateOnly From, DateOnly To)>();
        var goesOn = false;
        for (var day = year.From; day <= year.To; day = day.AddDays(1))
        {
            if (group.Terms.Any(t => t.From <= day && day <= t.To) || group.Holidays.Any(h => h.From <= day && day <= h.To)) goesOn = false;
            else if (day.DayOfWeek != DayOfWeek.Sunday && year.SpecialDays.All(d => d.Date != day))
            {
                if (goesOn) gaps[^1] = (gaps[^1].From, day);
                else gaps.Add((day, day));
                goesOn = true;
            }
        }
        return gaps;
    }

    private static string Name((DateOnly From, DateOnly To) gap) =>
        gap.From == gap.To ? YearView.Day(gap.From) : $"{YearView.Day(gap.From)} – {YearView.Day(gap.To)}";

    private static int Length(Holiday holiday) => holiday.To.DayNumber - holiday.From.DayNumber + 1;
}
