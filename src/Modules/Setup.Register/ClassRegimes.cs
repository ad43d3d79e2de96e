using Marten;

namespace ElJournal.Setup.Register;

/// <summary>Режимы работы классов, oldest first, read without the lists of pupils: what bells go by.</summary>
public sealed record ClassRegimes
{
    public string Id { get; init; } = "";

    public IReadOnlyList<RegimeSet> Regimes { get; init; } = [];

    public static async Task<ILookup<ClassId, RegimeSet>> Of(IQuerySession session, IEnumerable<ClassId> classes, CancellationToken cancel)
    {
        var wanted = classes.Select(c => c.Value).Distinct().ToArray();
        var found = await session.Query<ClassRoster>().Where(c => c.Id.IsOneOf(wanted)).Select(c => new ClassRegimes { Id = c.Id, Regimes = c.Regimes }).ToListAsync(cancel);
        return found.SelectMany(c => c.Regimes.Select(r => (c.Id, Regime: r))).ToLookup(c => ClassId.From(c.Id), c => c.Regime);
    }
}
