using ElJournal.Accounting.Closing;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>
/// Разрешение использовано, in the transaction of the entry that names it: no grant lets two entries in. Every handler whose events may carry
/// a permission returns one beside them; <see cref="PermitGuard"/> sees to it.
/// </summary>
public sealed class PermitUse : IMartenOp
{
    /// <summary>A request has been made and granted: the use is its third event, or somebody was faster.</summary>
    private const long AfterUse = 3;

    private readonly List<CorrectionApplied> _applied;

    private PermitUse(List<CorrectionApplied> applied) => _applied = applied;

    /// <param name="events">All events of the command, marked by <see cref="Permits.Mark"/>.</param>
    public static PermitUse Of(Events events) => new([.. events.OfType<IEvent>()
        .Where(e => e.Header(PageLock.Permit).Length > 0)
        .Select(e => new CorrectionApplied(CorrectionId.From(e.Header(PageLock.Permit)), Guid.Parse(e.CausationId!))).Distinct()]);

    /// <summary>Of a command that writes to several streams.</summary>
    public static PermitUse Of(Appends appends, Guid command, Correction? permit) =>
        new(permit is null || appends.All.Count == 0 ? [] : [new CorrectionApplied(permit.Key, command)]);

    public void Execute(IDocumentSession session)
    {
        foreach (var applied in _applied) session.Events.Append(applied.Correction.Stream, AfterUse, applied);
    }
}

/// <summary>Nothing is saved under a permission that is not used up beside it: so the log alone shows what was let in, by whom and once.</summary>
public sealed class PermitGuard : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var events = session.PendingChanges.Streams().SelectMany(stream => stream.Events).ToList();
        var named = events.Select(e => e.Header(PageLock.Permit)).Where(permit => permit.Length > 0).ToHashSet();
        if (named.Count > 0) named.ExceptWith(events.Select(e => e.Data).OfType<CorrectionApplied>().Select(e => e.Correction.Value));
        return named.Count == 0 ? Task.CompletedTask : throw new InvalidOperationException("A permission is named and not used up.");
    }
}
