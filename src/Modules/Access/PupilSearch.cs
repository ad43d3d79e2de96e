using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Access;

/// <summary>Finds pupils by a part of the name as typed, ё = е, so that pages can go on with ids: a name never stands in an address.</summary>
public sealed class PupilSearch(IDocumentStore store, Openings openings)
{
    public async Task<IReadOnlyList<(PupilId Pupil, string Name)>> Find(SchoolId school, string part, CancellationToken cancel = default)
    {
        var wanted = Plain(part);
        return [.. (await All(school, cancel)).Where(p => Plain(p.Name).Contains(wanted, StringComparison.Ordinal))];
    }

    /// <summary>Null when there is no such pupil or the name is erased.</summary>
    public async Task<string?> NameOf(SchoolId school, PupilId pupil, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<PupilCard>(Streams.Pupil(pupil), cancel) is { } card
            ? (await openings.Read<PersonCard>(school, [card.Card], cancel)).GetValueOrDefault(card.Card)?.ListName
            : null;
    }

    private async Task<IEnumerable<(PupilId Pupil, string Name)>> All(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var cards = await session.Query<PupilCard>().ToListAsync(cancel);
        var names = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.Where(c => names.ContainsKey(c.Card)).Select(c => (c.Pupil, names[c.Card].ListName));
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');
}
