using ElJournal.Kernel;
using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Store;

/// <summary>DDL of a module beside Marten's own: applied by the owner's role, must be repeatable.</summary>
/// <param name="AppendOnly">Tables in which the application's role may only read and insert.</param>
public sealed record SchemaPart(string Schema, string Ddl, IReadOnlyList<string> AppendOnly)
{
    /// <summary>Its other tables that have to be there.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}

/// <summary>
/// Brings the database to the shape the program needs, as the owner's role, and leaves the application's role with no more than
/// it needs: it owns no table of the journal and can neither change nor delete an event.
/// </summary>
public static class Migration
{
    public const string ApplicationRole = "eljournal_app";

    /// <summary>Several nodes may start at once: one changes the schema at a time.</summary>
    private const string TakeTurn = "select pg_advisory_lock(hashtext('eljournal migration'))";

    private const string GiveTurn = "select pg_advisory_unlock(hashtext('eljournal migration'))";

    /// <summary>Creates or updates schemas, tables, guards and rights. Safe to repeat and to run on several nodes at once.</summary>
    public static async Task Apply(IServiceProvider services, string ownerConnection, CancellationToken cancel = default)
    {
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(ownerConnection));
        await using var guard = await owner.OpenConnectionAsync(cancel);
        await Execute(guard, TakeTurn, cancel);
        try
        {
            await using var store = OwnerStore(services, ownerConnection);
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await Execute(guard, Guard.Ddl + AppendFunction.Ddl + Openings.Ddl, cancel);
            foreach (var part in services.GetServices<SchemaPart>()) await Execute(guard, part.Ddl, cancel);
            await Execute(guard, Rights(services.GetServices<SchemaPart>()), cancel);
        }
        finally
        {
            await Execute(guard, GiveTurn, CancellationToken.None);
        }
    }

    /// <summary>Registers a school: its partitions and its own sequence of events. Needed once, before its first event.</summary>
    public static async Task AddSchool(IServiceProvider services, string ownerConnection, SchoolId school, CancellationToken cancel = default)
    {
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(ownerConnection));
        await using var guard = await owner.OpenConnectionAsync(cancel);
        await Execute(guard, TakeTurn, cancel);
        try
        {
            await using var store = OwnerStore(services, ownerConnection);
            await store.Advanced.AddMartenManagedTenantsAsync(cancel, school.Value);
            await Execute(guard, Guard.Ddl + AppendFunction.Ddl + Rights(services.GetServices<SchemaPart>()), cancel);
        }
        finally
        {
            await Execute(guard, GiveTurn, CancellationToken.None);
        }
    }

    /// <summary>Makes the application's role and answers the connection string with which the program works.</summary>
    /// <param name="password">Null where the socket's directory is the lock.</param>
    public static async Task<string> MakeRole(string ownerConnection, string? password, CancellationToken cancel = default)
    {
        await using var owner = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        // One statement, hence one transaction under the lock: two nodes that alter a role at once fail.
        await Execute(connection, $$"""
            do $do$ begin
              perform pg_advisory_xact_lock(hashtext('eljournal role'));
              if not exists (select 1 from pg_roles where rolname = '{{ApplicationRole}}') then create role {{ApplicationRole}} login; end if;
              -- On a server that others run too: neither parameters nor rows of ours in its log. Only a superuser can say so.
              begin
                alter role {{ApplicationRole}} set log_parameter_max_length = 0;
                alter role {{ApplicationRole}} set log_parameter_max_length_on_error = 0;
                alter role {{ApplicationRole}} set log_error_verbosity = terse;
              exception when insufficient_privilege then null;
              end;
              {{(password is null ? "" : $"alter role {ApplicationRole} password '{password.Replace("'", "''", StringComparison.Ordinal)}';")}}
            end $do$;
            """, cancel);
        return new NpgsqlConnectionStringBuilder(ownerConnection) { Username = ApplicationRole, Password = password }.ConnectionString;
    }

    private static DocumentStore OwnerStore(IServiceProvider services, string ownerConnection) => Store(services, ownerConnection, AutoCreate.CreateOrUpdate);

    /// <summary>
    /// The same store on connections that read a long log from end to end. It is read in pages of some hundred events; where the planner thinks that
    /// few are wanted it joins and sorts all that is left of the log for each page, so it is told to walk along the numbers.
    /// </summary>
    public static DocumentStore ForFolding(IServiceProvider services, string connection) =>
        Store(services, new NpgsqlConnectionStringBuilder(connection) { Options = "-c enable_hashjoin=off -c enable_mergejoin=off" }.ConnectionString, AutoCreate.None);

    private static DocumentStore Store(IServiceProvider services, string connection, AutoCreate create)
    {
        var options = new StoreOptions();
        EventStore.Configure(options, connection);
        foreach (var module in services.GetServices<IConfigureMarten>()) module.Configure(services, options);
        options.AutoCreateSchemaObjects = create;
        return new DocumentStore(options);
    }

    private static string Rights(IEnumerable<SchemaPart> parts)
    {
        var all = parts.Append(new SchemaPart(EventStore.Schema, "", [])).Append(new SchemaPart("openings", "", [])).ToList();
        var sql = string.Concat(all.Select(part => $"""
            grant usage on schema {part.Schema} to {ApplicationRole};
            grant select, insert, update, delete, truncate on all tables in schema {part.Schema} to {ApplicationRole};
            grant usage, select, update on all sequences in schema {part.Schema} to {ApplicationRole};
            grant execute on all functions in schema {part.Schema} to {ApplicationRole};

            """));
        // Outgoing messages are not evidence: Wolverine keeps its own tables in a schema that the application's role owns.
        sql += $"create schema if not exists wolverine authorization {ApplicationRole};\n";
        foreach (var table in all.SelectMany(part => part.AppendOnly.Select(name => $"{part.Schema}.{name}")))
            sql += $"revoke update, delete, truncate on {table} from {ApplicationRole};\n" + OfPartitions(table);
        // Personal words are written once and may only be erased.
        sql += $"revoke update, truncate on openings.opening, openings.scan from {ApplicationRole};\n";
        return sql + Guard.RightsDdl;
    }

    /// <summary>The parts of a partitioned table have rights of their own.</summary>
    private static string OfPartitions(string table) => $$"""
        do $do$ declare part regclass; begin
          for part in select inhrelid::regclass from pg_inherits where inhparent = '{{table}}'::regclass loop
            execute format('revoke update, delete, truncate on %s from {{ApplicationRole}}', part);
          end loop;
        end $do$;

        """;

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
