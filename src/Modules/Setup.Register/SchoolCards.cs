namespace ElJournal.Setup.Register;

/// <summary>Школа: its name and clock.</summary>
public sealed record SchoolCard(string Id, string Name, string TimeZone)
{
    public static SchoolCard Create(SchoolFounded e) => new(Streams.School(e.School), e.Name, e.TimeZone);

    /// <summary>The school's calendar day at an instant.</summary>
    public DateOnly DayAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
}

/// <summary>Учебный год with its terms and bells.</summary>
public sealed record YearCalendar(string Id, YearId Year, DateOnly From, DateOnly To, IReadOnlyList<Term> Terms, IReadOnlyList<Bell> Bells)
{
    public static YearCalendar Create(SchoolYearOpened e) => new(Streams.Year(e.Year), e.Year, e.From, e.To, [], []);

    public static YearCalendar Apply(TermsSet e, YearCalendar year) => year with { Terms = e.Terms };

    public static YearCalendar Apply(BellsSet e, YearCalendar year) => year with { Bells = e.Bells };

    public Term? TermOn(DateOnly date) => Terms.FirstOrDefault(term => term.From <= date && date <= term.To);
}

/// <summary>Предмет.</summary>
public sealed record SubjectCard(string Id, SubjectId Subject, string Name)
{
    public static SubjectCard Create(SubjectAdded e) => new(Streams.Subject(e.Subject), e.Subject, e.Name);
}

/// <summary>Регламент ведения журнала: all versions, oldest first.</summary>
public sealed record JournalRules(string Id, IReadOnlyList<JournalRulesSet> Versions)
{
    public static JournalRules Create(JournalRulesSet e) => new(Streams.Regulation, [e]);

    public static JournalRules Apply(JournalRulesSet e, JournalRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a date; null before the first.</summary>
    public JournalRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
