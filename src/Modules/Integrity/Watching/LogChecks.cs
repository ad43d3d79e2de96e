using System.Collections.Concurrent;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElJournal.Integrity.Watching;

/// <summary>Полная проверка of the logs of the installation's schools: one at a time for a school, asked for by hand or by the night.</summary>
public sealed partial class LogChecks(SealedLogs logs, IDocumentStore store, IServiceScopeFactory scopes, IHostApplicationLifetime program, ILogger<LogChecks> log)
{
    private readonly ConcurrentDictionary<SchoolId, Task> running = new();

    /// <summary>Recomputes everything; records nothing.</summary>
    public async Task<LogChecked> Look(SchoolId school, CancellationToken cancel) => LogChecked.Of(await (await logs.VerifierOf(school)).Verify(school, cancel: cancel));

    /// <summary>What is known of a school's log; null: it was never checked.</summary>
    public async Task<LogWatch?> Of(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<LogWatch>(LogWatch.Stream, cancel);
    }

    /// <summary>When the first entry was sealed; null: none was.</summary>
    public async Task<DateTimeOffset?> FirstSealed(SchoolId school, CancellationToken cancel)
    {
        await using var command = (await store.Storage.FindOrCreateDatabase(school.Value)).Journal()
            .CreateCommand("select min(at) from integrity.checkpoints where tenant = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        return await command.ExecuteScalarAsync(cancel) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    public bool IsRunning(SchoolId school) => running.TryGetValue(school, out var check) && !check.IsCompleted;

    /// <summary>Begins a check behind the page; where one is running, that one goes on.</summary>
    public Task Begin(Actor actor) =>
        running.AddOrUpdate(actor.School, _ => Task.Run(() => Check(actor)), (_, before) => before.IsCompleted ? Task.Run(() => Check(actor)) : before);

    private async Task Check(Actor actor)
    {
        try
        {
            var found = await Look(actor.School, program.ApplicationStopping);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Desk>().Send(new RecordLogCheck(Guid.NewGuid(), found), actor, program.ApplicationStopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log could not be checked")]
    private partial void Failed(Exception failure);
}
