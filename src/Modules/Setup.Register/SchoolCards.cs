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
    /// <summary>Краткое название; null: the whole name.</summary>
    public string? Short { get; init; }

    /// <summary>The usual part of the curriculum; null: not said.</summary>
    public string? Part { get; init; }

    /// <summary>Порядок в учебном плане, from 1; 0: after all that have one.</summary>
    public int Place { get; init; }

    public static SubjectCard Create(SubjectAdded e) => new(Streams.Subject(e.Subject), e.Subject, e.Name);

    public static bool ShouldDelete(EntryAnnulled e) => true;

    public static SubjectCard Apply(SubjectDescribed e, SubjectCard subject) =>
        subject with { Name = e.Name, Short = e.Short, Part = e.Part, Place = e.Place };

    /// <summary>In the order of the curriculum; those without a place by name, at the end.</summary>
    public static IReadOnlyList<SubjectCard> InOrder(IEnumerable<SubjectCard> subjects) =>
        [.. subjects.OrderBy(s => s.Place == 0 ? int.MaxValue : s.Place).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
}

/// <summary>Регламент ведения журнала: all versions, oldest first.</summary>
public sealed partial record JournalRules(string Id, IReadOnlyList<JournalRulesSet> Versions)
{
    public static JournalRules Create(JournalRulesSet e) => new(Streams.Regulation, [e]);

    public static JournalRules Apply(JournalRulesSet e, JournalRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The rules in force on a date; null before the first.</summary>
    public JournalRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
