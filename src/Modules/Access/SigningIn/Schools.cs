using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ElJournal.Access.SigningIn;

/// <summary>Which school a person who is not signed in means: the configured one, or the only one there is.</summary>
public sealed class Schools(NpgsqlDataSource database, IConfiguration configuration)
{
    /// <summary>Setting with the school's id; needed where a database holds several.</summary>
    public const string Setting = "ElJournal:School";

    /// <summary>Every school of the database.</summary>
    public async Task<IReadOnlyList<SchoolId>> All(CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand($"select partition_value from {EventStore.Schema}.mt_tenant_partitions order by 1");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<SchoolId>();
        while (await reader.ReadAsync(cancel)) found.Add(SchoolId.From(reader.GetString(0)));
        return found;
    }

    /// <summary>Null when there is no school yet, or several and none is configured.</summary>
    public async Task<SchoolId?> Meant(CancellationToken cancel = default)
    {
        if (configuration[Setting] is { Length: > 0 } configured) return SchoolId.From(configured);
        return await All(cancel) is [var only] ? only : null;
    }
}
