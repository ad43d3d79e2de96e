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

    /// <summary>Whether the database holds a school beside this one, or instead of it.</summary>
    public async Task<bool> AreOthers(SchoolId than, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand($"select exists (select from {EventStore.Schema}.mt_tenant_partitions where partition_value <> $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = than.Value });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Null when there is no school yet, or several and none is configured.</summary>
    public async Task<SchoolId?> Meant(CancellationToken cancel = default)
    {
        if (configuration[Setting] is { Length: > 0 } configured) return SchoolId.From(configured);
        await using var command = database.CreateCommand($"select partition_value from {EventStore.Schema}.mt_tenant_partitions limit 2");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>(2);
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetString(0));
        return found is [var only] ? SchoolId.From(only) : null;
    }
}
