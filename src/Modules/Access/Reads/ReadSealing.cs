using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Access.Reads;

/// <summary>Seals the days of the log of reads that are over: at start and every hour.</summary>
public sealed class ReadSealing(
    NpgsqlDataSource database, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger<ReadSealing> logger)
    : Upkeep(TimeSpan.FromHours(1), scopes, program, clock, logger)
{
    /// <summary>Under which account the program itself records.</summary>
    public static readonly AccountId Account = new("program");

    public static Actor Actor(SchoolId school) =>
        new(Account, Role.Administrator, school, Channel.Cli, "reads", new Grants([new Grant(Permission.SealReads, Grant.WholeSchool)]));

    /// <summary>Every day before today that has entries and no seal.</summary>
    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel) =>
        [.. (await Unsealed(cancel)).Select(d => (Actor(d.School), (ICommand)SealReads.Of(d.School, d.Day, d.Count, d.Head)))];

    private async Task<IReadOnlyList<(SchoolId School, DateOnly Day, long Count, byte[] Head)>> Unsealed(CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            select h.tenant_id, d.day, e.n, e.hash from (
                select to_date(right(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = '{ReadSchema.Table}'::regclass) d
              cross join {ReadSchema.Head} h
              cross join lateral (select r.n, r.hash from {ReadSchema.Table} r where r.tenant_id = h.tenant_id and r.day = d.day order by r.n desc limit 1) e
            where d.day < $1
              and not exists (select from {EventStore.Schema}.mt_streams s where s.tenant_id = h.tenant_id and s.id = 'reads/' || to_char(d.day, 'YYYY-MM-DD'))
            order by h.tenant_id, d.day
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime) });
        var found = new List<(SchoolId, DateOnly, long, byte[])>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add((SchoolId.From(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        return found;
    }
}
