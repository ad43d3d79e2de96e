using System.Text.Json;
using ElJournal.Kernel;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Store;

/// <summary>
/// Раскрытия персональных текстов: the words behind the commitments in events, in a schema of their own,
/// where they can be erased on lawful demand without touching any event.
/// </summary>
public sealed class Openings(NpgsqlDataSource database)
{
    public const string Ddl = """
        create schema if not exists openings;
        create table if not exists openings.opening (
            tenant_id text not null,
            id uuid not null,
            salt bytea not null,
            value text not null,
            primary key (tenant_id, id));

        """ + Scans.Ddl;

    /// <summary>Queues the openings into the transaction of the events that commit to them.</summary>
    public static void Store(IDocumentSession session, IEnumerable<Opening> openings)
    {
        foreach (var opening in openings)
        {
            session.QueueSqlCommand(
                "insert into openings.opening (tenant_id, id, salt, value) values (?, ?, ?, ?) on conflict do nothing",
                session.TenantId, opening.Id, opening.Salt, opening.Value);
        }
    }

    /// <summary>The words that are still there; an erased one is simply absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Read(SchoolId school, IEnumerable<Guid> ids, CancellationToken cancel = default)
    {
        var wanted = ids.Distinct().ToArray();
        var found = new Dictionary<Guid, string>(wanted.Length);
        if (wanted.Length == 0) return found;
        await using var command = database.CreateCommand("select id, value from openings.opening where tenant_id = $1 and id = any($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = wanted, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found[reader.GetGuid(0)] = reader.GetString(1);
        return found;
    }

    /// <summary>Personal records kept as JSON behind one opening.</summary>
    public async Task<IReadOnlyDictionary<Guid, T>> Read<T>(SchoolId school, IEnumerable<Guid> ids, CancellationToken cancel = default) =>
        (await Read(school, ids, cancel)).ToDictionary(pair => pair.Key, pair => JsonSerializer.Deserialize<T>(pair.Value)!);

    /// <summary>An opening that holds a record as JSON.</summary>
    public static Opening Of<T>(T record) => new(JsonSerializer.Serialize(record));
}
