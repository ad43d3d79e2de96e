namespace ElJournal.Setup.Register;

/// <summary>Правила проведения уроков: all versions, oldest first.</summary>
public sealed record LessonLifeRules(string Id, IReadOnlyList<LessonLifeSet> Versions)
{
    public static LessonLifeRules Create(LessonLifeSet e) => new(Streams.LessonLife, [e]);

    public static LessonLifeRules Apply(LessonLifeSet e, LessonLifeRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public LessonLifeSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
