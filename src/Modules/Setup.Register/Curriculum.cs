namespace ElJournal.Setup.Register;

/// <summary>Учебный план года: all versions of all levels and profiles, oldest first.</summary>
public sealed record Curriculum(string Id, YearId Year, IReadOnlyList<CurriculumSet> Versions)
{
    public static Curriculum Create(CurriculumSet e) => new(Streams.Curriculum(e.Year), e.Year, [e]);

    public static Curriculum Apply(CurriculumSet e, Curriculum curriculum) => curriculum with
    {
        Versions = [.. curriculum.Versions.Where(v => v.Level != e.Level || v.Profile != e.Profile || v.From != e.From).Append(e).OrderBy(v => v.From)],
    };

    public static Curriculum Apply(CurriculumAnnulled e, Curriculum curriculum) =>
        curriculum with { Versions = [.. curriculum.Versions.Where(v => v.Level != e.Level || v.Profile != e.Profile || v.From != e.From)] };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    /// <summary>What is in force on a date, one of each level and profile: levels in order, the general one before its profiles.</summary>
    public IReadOnlyList<CurriculumSet> On(DateOnly date) =>
    [
        .. Versions.Where(v => v.From <= date).GroupBy(v => (v.Level, v.Profile)).Select(g => g.Last())
            .Where(v => v.Profile is null || v.Lines.Count > 0)
            .OrderBy(v => v.Level).ThenBy(v => v.Profile, StringComparer.Ordinal),
    ];

    /// <summary>The curriculum of a class: that of its profile, else the general one of its level; null where there is none.</summary>
    public CurriculumSet? Of(ClassId schoolClass, int level, DateOnly date)
    {
        var ofLevel = On(date).Where(v => v.Level == level).ToList();
        return ofLevel.Find(v => v.Classes.Contains(schoolClass)) ?? ofLevel.Find(v => v.Profile is null);
    }
}

/// <summary>Нормативы нагрузки: of classes and of teachers, all versions, oldest first.</summary>
public sealed record LoadNorms(string Id, IReadOnlyList<SanitaryNormsSet> Versions, IReadOnlyList<TeachingRateSet> Rates)
{
    public static LoadNorms Create(SanitaryNormsSet e) => new(Streams.Norms, [e], []);

    public static LoadNorms Create(TeachingRateSet e) => new(Streams.Norms, [], [e]);

    public static LoadNorms Apply(SanitaryNormsSet e, LoadNorms norms) =>
        norms with { Versions = [.. norms.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    public static LoadNorms Apply(TeachingRateSet e, LoadNorms norms) =>
        norms with { Rates = [.. norms.Rates.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>Гигиенические нормативы in force on a date; null before the first.</summary>
    public SanitaryNormsSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);

    /// <summary>Норма часов за ставку in force on a date; null before the first.</summary>
    public TeachingRateSet? RateOn(DateOnly date) => Rates.LastOrDefault(v => v.From <= date);
}
