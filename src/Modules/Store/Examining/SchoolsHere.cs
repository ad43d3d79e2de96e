using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>The schools that have a place in this database.</summary>
public sealed class SchoolsHere(NpgsqlDataSource database)
{
    /// <summary>None where nothing was ever set up.</summary>
    public async Task<IReadOnlyList<SchoolId>> All(CancellationToken cancel)
    {
        try
        {
            return [.. (await database.Texts($"select partition_value from {EventStore.Schema}.mt_tenant_partitions order by 1", cancel)).Select(SchoolId.From)];
        }
        catch (PostgresException)
        {
            return [];
        }
    }
}
