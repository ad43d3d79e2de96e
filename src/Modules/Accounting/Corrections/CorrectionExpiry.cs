using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Accounting.Corrections;

/// <summary>
/// Records of every permission whose time is over that nobody used it: at start, for those that ended while the program was down, and every
/// minute. What is to be recorded follows from the grants themselves, so nothing is lost with the program and nothing is recorded twice.
/// </summary>
public sealed partial class CorrectionExpiry(
    NpgsqlDataSource database, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger<CorrectionExpiry> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task ExpireAll(CancellationToken cancel = default)
    {
        foreach (var (school, correction) in await Over(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<Desk>()
                    .Send(new ExpireCorrection(Command(correction), correction), ExpireCorrection.Program(school), cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Somebody was faster with this one, or something is wrong: the next minute will show.
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
        using var minute = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await ExpireAll(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(logger, failure);
            }
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<(SchoolId School, CorrectionId Correction)>> Over(CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            select d.tenant_id, d.data ->> 'key' from {EventStore.Schema}.mt_doc_correction d
            where d.data ->> 'pending' is not null and d.data ->> 'until' collate "C" <= $1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Correction.Moment(clock.GetUtcNow()) });
        var found = new List<(SchoolId, CorrectionId)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add((SchoolId.From(reader.GetString(0)), CorrectionId.From(reader.GetString(1))));
        return found;
    }

    /// <summary>The same permission expires by the same command.</summary>
    private static Guid Command(CorrectionId correction) => new(SHA256.HashData(Encoding.UTF8.GetBytes("expire/" + correction)).AsSpan(0, 16));

    [LoggerMessage(LogLevel.Warning, "The end of a permission was not recorded here; it will be looked at again.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
