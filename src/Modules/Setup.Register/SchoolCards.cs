namespace ElJournal.Setup.Register;

/// <summary>Школа: its name and clock.</summary>
public sealed record SchoolCard(string Id, string Name, string TimeZone)
{
    public static SchoolCard Create(SchoolFounded e) => new(Streams.School(e.School), e.Name, e.TimeZone);

    public static SchoolCard Apply(SchoolCardChanged e, SchoolCard school) => school with { Name = e.Name, TimeZone = e.TimeZone };

    /// <summary>The school's calendar day at an instant.</summary>
    public DateOnly DayAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
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
