using ElJournal.Accounting.Api;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Host.Web;

/// <summary>What the filter of changes offers, and how typed names become ids.</summary>
public sealed class ChangeChoices(IDocumentStore store, Openings openings, PeopleNames people)
{
    public async Task<FilterChoices> Of(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var classes = await session.Query<ClassRoster>().ToListAsync(cancel);
        var subjects = await session.Query<SubjectCard>().ToListAsync(cancel);
        return new FilterChoices(
            [.. (await people.All(reader.School, cancel)).Select(p => new Choice(p.Key.Value, p.Value)).OrderBy(c => c.Name, StringComparer.CurrentCulture)],
            [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => new Choice(c.Id, c.Name))],
            [.. subjects.Select(s => new Choice(s.Subject.Value, s.Name)).OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
    }

    /// <summary>The query as the register understands it: a pupil is typed as part of a name, ё = е.</summary>
    public async Task<Accounting.Journal.ChangeFilter> Filter(Actor reader, ChangeQuery query, CancellationToken cancel)
    {
        var filter = (query with { Pupil = null }).Filter();
        if (string.IsNullOrWhiteSpace(query.Pupil)) return filter;
        await using var session = store.QuerySession(reader.School.Value);
        var cards = await session.Query<PupilCard>().ToListAsync(cancel);
        var names = await openings.Read<Setup.PersonCard>(reader.School, cards.Select(c => c.Card), cancel);
        var wanted = Plain(query.Pupil);
        return filter with { Pupils = [.. cards.Where(c => names.TryGetValue(c.Card, out var n) && Plain(n.ListName).Contains(wanted, StringComparison.Ordinal)).Select(c => c.Pupil)] };
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');
}
