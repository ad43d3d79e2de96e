using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>По чьему разрешению a change was made.</summary>
/// <param name="Memo">Служебная записка, if not erased.</param>
/// <param name="Document">Приказ или протокол, where one was named.</param>
public sealed record ChangePermit(CorrectionId Correction, string By, DateTimeOffset At, string? Memo, string? Document)
{
    /// <summary>In one line: who, when, the memo, the document.</summary>
    public string Words(TimeZoneInfo? zone) => string.Join("; ", new[]
    {
        CorrectionTexts.All.With("permit.by", By, Moments.Short(At, zone)),
        Memo is null ? null : CorrectionTexts.All.With("permit.memo", Memo),
        Document is null ? null : CorrectionTexts.All.With("permit.document", Document),
    }.OfType<string>());

    /// <summary>By the id that the events' headers name.</summary>
    internal static async Task<IReadOnlyDictionary<string, ChangePermit>> Of(
        IQuerySession session, Names names, SchoolId school, IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.Where(Id.IsValid).Select(id => new CorrectionId(id!)).Distinct().ToList();
        if (wanted.Count == 0) return new Dictionary<string, ChangePermit>();
        var keys = wanted.Select(id => id.Stream).ToArray();
        var found = await session.LoadManyAsync<Correction>(cancel, keys);
        var granted = (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(keys)).ToListAsync(cancel))
            .Where(e => e.Data is CorrectionGranted).ToDictionary(e => e.StreamKey!);
        var people = await names.Accounts(school, found.Select(c => new AccountId(c.Decider ?? "")), cancel);
        var memos = await names.Notes(school, found.Select(c => (Guid?)c.Memo.Opening), cancel);
        return found.Where(c => granted.ContainsKey(c.Id)).ToDictionary(c => c.Key.Value, c => new ChangePermit(
            c.Key, people.GetValueOrDefault(new AccountId(c.Decider ?? ""), c.Decider ?? ""), granted[c.Id].Timestamp, memos.GetValueOrDefault(c.Memo.Opening), c.Document));
    }
}
