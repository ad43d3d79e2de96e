using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;

namespace ElJournal.Setup.Imports.Pages;

/// <summary>A line of the history: a load, who made it and when, who took it back.</summary>
public sealed record HistoryLine(ImportBatch Batch, DateTimeOffset At, string By, (DateTimeOffset At, string By)? Undone);

/// <summary>История загрузок: what was loaded, by whom and when.</summary>
internal sealed class ImportHistory(IDocumentStore store, AccountNames names)
{
    private const int Most = 50;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<HistoryLine>> Of(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await Lines(session, school, await session.Query<ImportBatch>().ToListAsync(cancel), cancel);
    }

    /// <summary>Null when there is no such load.</summary>
    public async Task<HistoryLine?> One(SchoolId school, ImportId import, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<ImportBatch>(Streams.Import(import), cancel) is { } batch ? (await Lines(session, school, [batch], cancel)).Single() : null;
    }

    private async Task<IReadOnlyList<HistoryLine>> Lines(IQuerySession session, SchoolId school, IReadOnlyList<ImportBatch> batches, CancellationToken cancel)
    {
        var keys = batches.Select(batch => batch.Id).ToArray();
        var events = keys.Length == 0 ? [] : (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(keys)).ToListAsync(cancel)).ToList();
        var people = await names(school, [.. events.Select(e => new AccountId(e.UserName!)).Distinct()], cancel);
        var byStream = events.ToLookup(e => e.StreamKey!);
        return
        [
            .. batches.Select(batch =>
            {
                var undone = byStream[batch.Id].FirstOrDefault(e => e.Data is ImportUndone);
                var applied = byStream[batch.Id].First(e => e.Data is ImportApplied);
                return new HistoryLine(batch, applied.Timestamp, By(applied), undone is null ? null : (undone.Timestamp, By(undone)));
            }).OrderByDescending(line => line.At).Take(Most),
        ];

        string By(IEvent e) => people.GetValueOrDefault(new AccountId(e.UserName!), e.UserName!);
    }
}
