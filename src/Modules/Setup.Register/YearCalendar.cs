namespace ElJournal.Setup.Register;

/// <summary>Учебный год: its terms, holidays, special days and bells.</summary>
/// <param name="Terms">Of all year levels that have none of their own.</param>
/// <param name="Bells">Of all classes whose regime says nothing else.</param>
public sealed record YearCalendar(string Id, YearId Year, DateOnly From, DateOnly To, IReadOnlyList<Term> Terms, IReadOnlyList<Bell> Bells)
{
    /// <summary>Terms of single year levels; a level stands in one of them at most.</summary>
    public IReadOnlyList<LevelTermsSet> LevelTerms { get; init; } = [];

    /// <summary>Каникулы; a level stands in one of the sets at most, the one without levels is for the others.</summary>
    public IReadOnlyList<HolidaysSet> HolidaySets { get; init; } = [];

    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>Наборы звонков beside the year's own.</summary>
    public IReadOnlyList<BellScheduleSet> Schedules { get; init; } = [];

    public static YearCalendar Create(SchoolYearOpened e) => new(Streams.Year(e.Year), e.Year, e.From, e.To, [], []);

    public static YearCalendar Apply(TermsSet e, YearCalendar year) => year with { Terms = e.Terms };

    public static YearCalendar Apply(LevelTermsSet e, YearCalendar year) => year with
    {
        LevelTerms = [.. year.LevelTerms.Select(set => set with { Levels = [.. set.Levels.Except(e.Levels)] }).Where(set => set.Levels.Count > 0),
            .. e.Terms.Count > 0 ? [e] : (LevelTermsSet[])[]],
    };

    public static YearCalendar Apply(HolidaysSet e, YearCalendar year) => year with
    {
        HolidaySets = [.. year.HolidaySets
            .Where(set => set.Levels.Count > 0 ? set.Levels.Except(e.Levels).Any() : e.Levels.Count > 0)
            .Select(set => set with { Levels = [.. set.Levels.Except(e.Levels)] }), e],
    };

    public static YearCalendar Apply(SpecialDaysSet e, YearCalendar year) => year with { SpecialDays = e.Days };

    public static YearCalendar Apply(BellsSet e, YearCalendar year) => year with { Bells = e.Bells };

    public static YearCalendar Apply(BellScheduleSet e, YearCalendar year) =>
        year with { Schedules = [.. year.Schedules.Where(s => s.Schedule != e.Schedule), e] };

    /// <summary>The terms of a year level.</summary>
    public IReadOnlyList<Term> TermsOf(int level) => LevelTerms.FirstOrDefault(set => set.Levels.Contains(level))?.Terms ?? Terms;

    public Term? TermOn(DateOnly date, int level) => TermsOf(level).FirstOrDefault(term => term.From <= date && date <= term.To);

    /// <summary>The term to look at on a day: its own, else the last that has begun, else the first.</summary>
    public Term? TermToShow(DateOnly date, int level)
    {
        var terms = TermsOf(level);
        return TermOn(date, level) ?? terms.LastOrDefault(t => t.From <= date) ?? terms.FirstOrDefault();
    }

    public IReadOnlyList<Holiday> HolidaysOf(int level) =>
        (HolidaySets.FirstOrDefault(set => set.Levels.Contains(level)) ?? HolidaySets.FirstOrDefault(set => set.Levels.Count == 0))?.Holidays ?? [];

    /// <summary>By which day of the week's timetable a level is taught on a date, 1 (Monday) to 7; null: no lessons.</summary>
    public int? WeekdayOn(DateOnly date, int level)
    {
        if (TermOn(date, level) is null || HolidaysOf(level).Any(h => h.From <= date && date <= h.To)) return null;
        if (SpecialDays.FirstOrDefault(d => d.Date == date) is { } special) return special.Weekday;
        return date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
    }

    /// <summary>Неделя А или Б: the calendar week of the year's first day is <c>a</c>, and so by turns.</summary>
    public string WeekOn(DateOnly date) => (Monday(date).DayNumber - Monday(From).DayNumber) / 7 % 2 == 0 ? "a" : "b";

    /// <summary>The bells that ring on a date for a class with these regimes, oldest first.</summary>
    public IReadOnlyList<Bell> BellsOn(DateOnly date, int level, IReadOnlyList<RegimeSet> regimes)
    {
        var weekday = WeekdayOn(date, level);
        var own = regimes.LastOrDefault(r => r.From <= date)?.Bells.FirstOrDefault(b => b.Weekday == weekday)?.Schedule;
        return (own is null ? null : Schedules.FirstOrDefault(s => s.Schedule == own)?.Bells) ?? Bells;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
