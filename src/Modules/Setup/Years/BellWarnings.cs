using System.Globalization;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Years;

/// <summary>Замечания к звонкам и режимам, by the norms in force.</summary>
internal static class BellWarnings
{
    /// <summary>Norms the program proposes when the first year is opened (СП 2.4.3648-20, раздел 3.4; календарный график — не меньше 7 дней каникул).</summary>
    public static BellNormsSet Usual(DateOnly from) => new(
        from, "08:00", "19:00", 45, 10, 20, 30, [1, 5, 9, 10, 11],
        [new LessonStep(1, 9, 35, 3), new LessonStep(1, 11, 35, 4), new LessonStep(1, 1, 40, 4)], 7, "СП 2.4.3648-20, раздел 3.4");

    /// <summary>What any schedule is held against.</summary>
    public static IReadOnlyList<Warning> Of(IReadOnlyList<Bell> bells, BellNormsSet norms)
    {
        var warnings = new List<Warning>();
        if (bells.Count == 0) return warnings;
        if (Minutes(bells[0].Starts) < Minutes(norms.Earliest)) warnings.Add(new Warning("warn.early", bells[0].Starts, norms.Earliest));
        if (Minutes(bells[^1].Ends) > Minutes(norms.Latest)) warnings.Add(new Warning("warn.late", bells[^1].Ends, norms.Latest));
        warnings.AddRange(bells.Where(b => Length(b) > norms.LessonMinutes).Select(b => new Warning("warn.long-lesson", b.Slot, Length(b), norms.LessonMinutes)));
        var breaks = bells.Zip(bells.Skip(1), (one, next) => (one.Slot, Minutes: Minutes(next.Starts) - Minutes(one.Ends))).ToList();
        warnings.AddRange(breaks.Where(b => b.Minutes < norms.BreakMinutes).Select(b => new Warning("warn.short-break", b.Slot, b.Minutes, norms.BreakMinutes)));
        warnings.AddRange(breaks.Where(b => b.Minutes > norms.LongBreakTo).Select(b => new Warning("warn.endless-break", b.Slot, b.Minutes, norms.LongBreakTo)));
        if (bells.Count > 2 && !breaks.Exists(b => b.Minutes >= norms.LongBreakFrom)) warnings.Add(new Warning("warn.no-long-break", norms.LongBreakFrom, norms.LongBreakTo));
        return warnings;
    }

    /// <summary>What a class's regime is held against: the shift of its level, the steps of grade 1.</summary>
    public static IReadOnlyList<Warning> Of(YearCalendar year, int level, IReadOnlyList<RegimeSet> regimes, BellNormsSet norms)
    {
        var warnings = new List<Warning>();
        if (norms.FirstShiftLevels.Contains(level) && regimes.Any(r => r.Shift == 2)) warnings.Add(new Warning("warn.second-shift", level));
        var steps = norms.Steps.Where(s => s.Level == level).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            var from = FirstOf(year, steps[i].Month);
            if (year.Terms.Count == 0 || from > year.To || Bells(year, regimes, from) is not { Count: > 0 } bells) continue;
            var longest = bells.Max(Length);
            if (longest > steps[i].LessonMinutes || bells.Count > steps[i].Lessons + 1)
                warnings.Add(new Warning("warn.step", level, from, longest, steps[i].LessonMinutes, steps[i].Lessons));
        }
        return warnings;
    }

    /// <summary>The bells of the first day of a week on which the regime of that day rings.</summary>
    private static IReadOnlyList<Bell> Bells(YearCalendar year, IReadOnlyList<RegimeSet> regimes, DateOnly day)
    {
        var own = regimes.LastOrDefault(r => r.From <= day)?.Bells.FirstOrDefault()?.Schedule;
        return (own is null ? null : year.Schedules.FirstOrDefault(s => s.Schedule == own)?.Bells) ?? year.Bells;
    }

    /// <summary>The first day of a month within the year.</summary>
    public static DateOnly FirstOf(YearCalendar year, int month)
    {
        var day = new DateOnly(month >= year.From.Month ? year.From.Year : year.To.Year, month, 1);
        return day < year.From ? year.From : day;
    }

    public static int Length(Bell bell) => Minutes(bell.Ends) - Minutes(bell.Starts);

    public static int Minutes(string time) =>
        TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.Hour * 60 + at.Minute : 0;
}
