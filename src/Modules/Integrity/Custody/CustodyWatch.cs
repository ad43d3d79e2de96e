using System.Globalization;
using System.Resources;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Kernel;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Integrity.Custody;

/// <summary>Чего недостаёт хранению: one thing, to be said in a sentence.</summary>
/// <param name="Key">Of the sentence: <c>copies</c>, <c>overdue</c>, <c>bad</c>, <c>prints</c>, <c>files</c>.</param>
/// <param name="Year">Of which year.</param>
/// <param name="About">What the sentence names.</param>
public sealed record CustodyLack(string Key, string Year, params IReadOnlyList<object> About)
{
    public string Text(CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        return string.Format(culture, CustodyWatch.Words.Resources.GetString("lack." + Key, culture)!, [.. About]);
    }
}

/// <summary>Присмотр за хранением (D-16, D-24): what is missing, overdue or decayed. The pages and the examination of the installation say the same.</summary>
public sealed class CustodyWatch(IDocumentStore store, ICustodyGround ground, ArchiveFiles files)
{
    internal static readonly Texts Words = new(new ResourceManager("ElJournal.Integrity.Custody.CustodyTexts", typeof(CustodyWatch).Assembly));

    public async Task<CustodyFacts> Facts(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await CustodyFacts.Load(session, ground, cancel);
    }

    public IReadOnlyList<CustodyLack> Of(CustodyFacts facts, SchoolId school) =>
        [.. Judge(facts), .. facts.Custodies.SelectMany(c => c.Acts).SelectMany(act => act.Kinds.Where(kind => files.Of(school, act.Year, kind).Count > 0).Select(kind => new CustodyLack("files", act.Year, act.Year, kind, act.Number)))];

    /// <summary>What the registers alone show.</summary>
    public static IEnumerable<CustodyLack> Judge(CustodyFacts facts)
    {
        var rules = facts.RulesNow;
        foreach (var stand in Stands(facts).Where(s => s.Good.Count < rules.Copies))
            yield return new CustodyLack("copies", stand.Made.Year, stand.Made.Year, stand.Made.Kind, stand.Good.Count, rules.Copies);
        foreach (var (medium, copy) in facts.Media.Where(m => m.Withdrawn is null).SelectMany(m => m.Copies.Select(c => (m, c))).Where(p => facts.DestroyedBy(p.c.Year, p.c.Kind) is null))
        {
            if (!copy.IsGood) yield return new CustodyLack("bad", copy.Year, copy.Year, copy.Kind, medium.Label, copy.LastLook);
            else if (copy.Due(rules.CheckMonths) < facts.Today) yield return new CustodyLack("overdue", copy.Year, copy.Year, copy.Kind, medium.Label, copy.Due(rules.CheckMonths));
        }
        foreach (var year in facts.Years.Where(y => PrintDue.Of(y.To) < facts.Today && IsKept(facts, y.Year)))
        {
            var (done, all) = Certified(facts, year);
            if (done < all) yield return new CustodyLack("prints", year.Year, year.Year, done, all, PrintDue.Of(year.To));
        }
    }

    /// <summary>Each archive that is kept, as it was made last, with the media on which a good copy of it lies.</summary>
    public static IEnumerable<ArchiveStand> Stands(CustodyFacts facts) =>
        from year in facts.Made.Select(m => m.Year).Distinct()
        from kind in ArchiveKinds.All
        let made = facts.LastMade(year, kind)
        where made is not null && facts.DestroyedBy(year, kind) is null
        select new ArchiveStand(made, [.. facts.Media.Where(m => m.Withdrawn is null)
            .Select(m => (m, m.Copies.LastOrDefault(copy => copy.Year == year && copy.Kind == kind && copy.IsGood && facts.IsOfLast(copy)))).Where(lies => lies.Item2 is not null)
            .Select(lies => new LyingCopy(lies.m, lies.Item2!))]);

    /// <summary>How many of the year's volumes are certified, of how many.</summary>
    public static (int Done, int All) Certified(CustodyFacts facts, CustodyYear year)
    {
        var volumes = facts.VolumesOf(year).Where(v => facts.DestroyedBy(year.Year, Prints.PrintVolumes.KindOf(v.Volume)) is null).ToList();
        return (volumes.Count(v => facts.PrintsOf(year.Year)?.Of(v.Volume, v.Class.Id) is not null), volumes.Count);
    }

    /// <summary>A year from before this program is nobody's debt: it is one once an archive of it was made or a volume certified.</summary>
    private static bool IsKept(CustodyFacts facts, string year) => facts.Made.Any(m => m.Year == year) || facts.PrintsOf(year) is not null;
}

/// <summary>An archive and where good copies of it lie, besides the server.</summary>
public sealed record ArchiveStand(ArchiveMade Made, IReadOnlyList<LyingCopy> Good);

/// <summary>Экземпляр and the medium it lies on.</summary>
public sealed record LyingCopy(Medium Medium, MediumCopy Copy);
