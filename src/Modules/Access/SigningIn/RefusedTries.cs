using ElJournal.Kernel;
using ElJournal.Store;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Access.SigningIn;

/// <summary>
/// Failed sign-ins by address, over all nodes: against one password tried on many accounts. Generous, since a whole school sits
/// behind one address. Addresses are personal and are forgotten after a day.
/// </summary>
public sealed class RefusedTries(NpgsqlDataSource database)
{
    public static readonly SchemaPart Schema = new(AccessModule.Schema, """
        create table if not exists access.refused_try (tenant_id text not null, address text not null, at timestamptz not null);
        create index if not exists ix_refused_try on access.refused_try (tenant_id, address, at);
        """, []);

    public async Task<long> Count(SchoolId school, string address, DateTimeOffset since, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select count(*) from access.refused_try where tenant_id = $1 and address = $2 and at > $3");
        Add(command, school, address, since);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async Task Add(SchoolId school, string address, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("""
            with old as (delete from access.refused_try where tenant_id = $1 and at < $3 - interval '1 day')
            insert into access.refused_try (tenant_id, address, at) values ($1, $2, $3)
            """);
        Add(command, school, address, now);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(NpgsqlCommand command, SchoolId school, string address, DateTimeOffset at)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = address });
        command.Parameters.Add(new NpgsqlParameter { Value = at.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
    }
}
