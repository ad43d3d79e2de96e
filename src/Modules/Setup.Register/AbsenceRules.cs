namespace ElJournal.Setup.Register;

/// <summary>Порядок учёта документов об отсутствии: all versions, oldest first.</summary>
public sealed record AbsenceRules(string Id, IReadOnlyList<AbsenceRulesSet> Versions)
{
    public static AbsenceRules Create(AbsenceRulesSet e) => new(Streams.Absences, [e]);

    public static AbsenceRules Apply(AbsenceRulesSet e, AbsenceRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public AbsenceRulesSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);

    /// <summary>Name of a kind, also of one that is no longer in force; the code itself where there never was one.</summary>
    public string NameOf(string kind) => Versions.SelectMany(v => v.Kinds).LastOrDefault(k => k.Code == kind)?.Name ?? kind;
}
