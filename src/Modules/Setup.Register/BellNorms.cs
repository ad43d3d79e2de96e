namespace ElJournal.Setup.Register;

/// <summary>Нормы звонков и каникул: all versions, oldest first.</summary>
public sealed record BellNorms(string Id, IReadOnlyList<BellNormsSet> Versions)
{
    public static BellNorms Create(BellNormsSet e) => new(Streams.BellNorms, [e]);

    public static BellNorms Apply(BellNormsSet e, BellNorms norms) =>
        norms with { Versions = [.. norms.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The norms in force on a date; null before the first.</summary>
    public BellNormsSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);
}
