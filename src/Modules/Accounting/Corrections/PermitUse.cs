using ElJournal.Accounting.Closing;
using ElJournal.Store;
using JasperFx;
using Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>
/// Uses a permission up in the transaction of the entry that names it, whatever command made the entry: so every event with the header
/// <c>permit</c> has its grant before it in the log and its use beside it, and no grant lets two entries in.
/// </summary>
public sealed class PermitUse : DocumentSessionListenerBase
{
    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var used = session.PendingChanges.Streams().SelectMany(stream => stream.Events)
            .Select(e => (Permit: e.Header(PageLock.Permit), Entry: e.CausationId ?? session.CausationId))
            .Where(e => e.Permit.Length > 0).Distinct().ToList();
        foreach (var (permit, entry) in used)
        {
            var correction = CorrectionId.From(permit);
            var stream = await session.Events.FetchForWriting<Correction>(correction.Stream, token);
            // Used or ended since the rules looked at it: the entry is judged again.
            if (stream.Aggregate is not { State: CorrectionState.Granted }) throw new ConcurrencyException(typeof(Correction), correction.Stream);
            stream.AppendOne(new CorrectionApplied(correction, Guid.Parse(entry!)));
        }
    }
}
