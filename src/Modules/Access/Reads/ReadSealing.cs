using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Access.Reads;

/// <summary>Seals the days of the log of reads that are over: at start and every hour.</summary>
public sealed partial class ReadSealing(
    NpgsqlDataSource database, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger<ReadSealing> logger) : BackgroundService
{
    /// <summary>Under which account the program itself records.</summary>
    public static readonly AccountId Account = new("program");

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public static Actor Actor(SchoolId school) =>
        new(Account, Role.Administrator, school, Channel.Cli, "reads", new Grants([new Grant(Permission.SealReads, Grant.WholeSchool)]));

    /// <summary>Seals every day before today that has entries and no seal.</summary>
    public async Task SealPastDays(CancellationToken cancel = default)
    {
        foreach (var (school, day, count, head) in await Unsealed(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<Desk>().Send(SealReads.Of(school, day, count, head), Actor(school), cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Another node was faster with this day, or something is wrong: the next hour will show.
                LogFailed(logger, failure);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Commands are taken once everything has started.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = program.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var hour = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await SealPastDays(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(logger, failure);
            }
        }
        while (await hour.WaitForNextTickAsync(stoppingToken));
    }

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
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) });
        var found = new List<(SchoolId, DateOnly, long, byte[])>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add((SchoolId.From(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        return found;
    }

    [LoggerMessage(LogLevel.Warning, "A day of the log of reads was not sealed here; it will be looked at again.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
