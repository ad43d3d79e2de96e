using Marten;
using Wolverine.Marten;

namespace ElJournal.Store;

/// <summary>
/// The one way to erase personal words and scans: what a handler answers beside the event that says so, hence in the same transaction.
/// Events stay as they are, and every hash over them still verifies (152-ФЗ).
/// </summary>
public sealed record EraseOpenings(IReadOnlyList<Guid> Ids) : IMartenOp
{
    public void Execute(IDocumentSession session)
    {
        if (Ids.Count == 0) return;
        foreach (var table in (ReadOnlySpan<string>)["opening", "scan"])
            session.QueueSqlCommand($"delete from openings.{table} where tenant_id = ? and id = any(?)", session.TenantId, Ids.ToArray());
    }
}
