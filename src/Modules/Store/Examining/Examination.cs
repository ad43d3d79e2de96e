using ElJournal.Kernel;
using Marten.Exceptions;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>Осмотр: everything that is registered to be looked at. It changes nothing.</summary>
public sealed class Examination(IEnumerable<IExamined> all, NpgsqlDataSource database)
{
    /// <param name="only">One school; null: all of the installation.</param>
    public async Task<IReadOnlyList<Finding>> Run(SchoolId? only, CancellationToken cancel)
    {
        var schools = only is { } one ? [one] : await Schools(cancel);
        var findings = new List<Finding>();
        foreach (var thing in all) findings.AddRange(await Look(thing, schools, cancel));
        return findings;
    }

    /// <summary>Those that have a place in the database; none where nothing was ever set up.</summary>
    public async Task<IReadOnlyList<SchoolId>> Schools(CancellationToken cancel)
    {
        try
        {
            return [.. (await database.Texts($"select partition_value from {EventStore.Schema}.mt_tenant_partitions order by 1", cancel)).Select(SchoolId.From)];
        }
        catch (NpgsqlException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<Finding>> Look(IExamined thing, IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        try
        {
            return await thing.Look(schools, cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or MartenCommandException)
        {
            return [new Finding(thing.Check, thing.About, Health.Ill, (failure.InnerException as NpgsqlException ?? failure).Message, StoreExamined.Restart)];
        }
    }
}
