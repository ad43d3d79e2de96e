using ElJournal.Kernel;
using ElJournal.Store;

namespace ElJournal.Accounting.Lessons;

/// <summary>Hands in entries of many cells: those of one lesson as one command, and each alone when their company was refused.</summary>
public static class CellDesk
{
    /// <summary>What became of each entry, in the order given. An entry is refused by itself, never for its neighbours' sake.</summary>
    public static async Task<IReadOnlyList<(EnterCell Entry, Outcome Outcome)>> Send(
        this Desk desk, IReadOnlyList<EnterCell> entries, Actor actor, CancellationToken cancel)
    {
        var outcomes = new Outcome[entries.Count];
        foreach (var group in Groups(entries))
        {
            var by = group[0].Item.Typed is null ? actor : actor with { Channel = Channel.Offline };
            var whole = await desk.Send(new EnterCells([.. group.Select(e => e.Item)]), by, cancel);
            foreach (var (index, entry) in group)
                outcomes[index] = whole.IsAccepted || group.Count == 1 ? whole : await desk.Send(new EnterCells(entry), by, cancel);
        }
        return [.. entries.Zip(outcomes)];
    }

    /// <summary>Entries of one lesson together, those that come late apart; a cell entered twice waits for its first entry.</summary>
    private static IEnumerable<IReadOnlyList<(int Index, EnterCell Item)>> Groups(IReadOnlyList<EnterCell> entries) =>
        entries.Index()
            .GroupBy(e => (e.Item.Lesson, e.Item.Pupil))
            .SelectMany(cell => cell.Select((entry, turn) => (entry, turn)))
            .GroupBy(e => (e.turn, e.entry.Item.Lesson, Late: e.entry.Item.Typed is not null), e => e.entry)
            .OrderBy(together => together.Key.turn)
            .Select(together => together.OrderBy(e => e.Index).ToList());
}
