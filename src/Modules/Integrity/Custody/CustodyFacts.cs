using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Statements;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Integrity.Custody.Rules;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Integrity.Custody;

/// <summary>
/// Всё, что известно о хранении: what the rules of custody ask and its pages show. Even of a school of many years it is some dozens of short
/// documents, so it is read whole.
/// </summary>
/// <param name="Today">The school's day.</param>
/// <param name="Shelves">All archives that were ever recorded, year by year, with what was joined to them.</param>
/// <param name="Sealed">Keys of the statements that were sealed.</param>
public sealed record CustodyFacts(
    DateOnly Today, IReadOnlyList<CustodyYear> Years, IReadOnlyList<Keeper> Staff, IReadOnlyList<ArchiveShelf> Shelves, IReadOnlyList<string> Sealed, IReadOnlyList<Medium> Media,
    IReadOnlyList<PrintBook> Prints, IReadOnlyList<YearCustody> Custodies, CustodyRules? Rules)
{
    public static async Task<CustodyFacts> Load(IQuerySession session, ICustodyGround ground, CancellationToken cancel)
    {
        var school = SchoolId.From(session.TenantId);
        return new CustodyFacts(
            await ground.Today(school, cancel), await ground.Years(school, cancel), await ground.Staff(school, cancel),
            [.. (await session.Query<ArchiveShelf>().ToListAsync(cancel)).OrderBy(shelf => shelf.Year, StringComparer.Ordinal)],
            await session.Query<SealedStatement>().Select(statement => statement.Id).ToListAsync(cancel),
            [.. (await session.Query<Medium>().ToListAsync(cancel)).OrderBy(medium => medium.Label, StringComparer.CurrentCulture)],
            await session.Query<PrintBook>().ToListAsync(cancel), await session.Query<YearCustody>().ToListAsync(cancel),
            await session.LoadAsync<CustodyRules>(CustodyRules.Stream, cancel));
    }

    public CustodyYear? YearOf(string year) => Years.FirstOrDefault(y => y.Year == year);

    public PrintBook? PrintsOf(string year) => Prints.FirstOrDefault(p => p.Year == year);

    public YearCustody? CustodyOf(string year) => Custodies.FirstOrDefault(c => c.Year == year);

    /// <summary>The rules in force today; before the school has set any, what most schools have.</summary>
    public CustodyRulesSet RulesNow => Rules?.On(Today) ?? CustodyRulesSet.Usual;

    public string NameOf(string staff) => Staff.FirstOrDefault(k => k.Id == staff)?.Name ?? staff;

    /// <summary>Works here today.</summary>
    public bool IsAtWork(string staff) => Staff.Any(k => k.Id == staff && k.AtWork);

    /// <summary>The act by which a kind of archive of a year was destroyed; null: it was not.</summary>
    public ArchiveDestroyed? DestroyedBy(string year, string kind) => CustodyOf(year)?.ActOn(kind);

    /// <summary>Oldest first within a year.</summary>
    public IEnumerable<ArchiveMade> Made => Shelves.SelectMany(shelf => shelf.Made);

    /// <summary>The archive of a year and kind as it was made last; null: none was.</summary>
    public ArchiveMade? LastMade(string year, string kind) => ShelfOf(year)?.Last(kind);

    /// <summary>The archive whose zip has this sum, signed or not; null: none has.</summary>
    public ArchiveMade? ArchiveOf(string sum) => Shelves.Select(shelf => shelf.Of(sum)).FirstOrDefault(made => made is not null);

    /// <summary>It is of the archive made last, with the director's signature if there is one: what lay on the medium before it lacks it.</summary>
    public bool IsOfLast(MediumCopy copy) => ShelfOf(copy.Year) is { } shelf && shelf.Last(copy.Kind) is { } made && shelf.SumsOf(made).Contains(copy.Sha256);

    private ArchiveShelf? ShelfOf(string year) => Shelves.FirstOrDefault(shelf => shelf.Year == year);

    /// <summary>Тома of a year's print: the journal of each class, and the statements of those that have any.</summary>
    public IReadOnlyList<(string Volume, KeptClass Class)> VolumesOf(CustodyYear year)
    {
        var prefix = SealedStatement.StreamOf(year.Year, "");
        var stated = Sealed.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        // Which classes have statements shows when the archive is made; until then each may have one.
        return [.. year.Classes.Select(c => (PrintVolumes.Journal, c)), .. year.Classes.Where(c => stated.Count == 0 || stated.Contains(c.Id)).Select(c => (PrintVolumes.Statement, c))];
    }
}
