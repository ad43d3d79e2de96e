using ElJournal.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Store;

/// <summary>
/// Work that the program does by itself: once it has started, and then every so often. What is to be done is read from the store each time, so
/// nothing is lost with the program; a fault is told, and the next time shows whether it lasts.
/// </summary>
public abstract partial class Upkeep(
    TimeSpan every, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Does all that there is to do now.</summary>
    public async Task Run(CancellationToken cancel = default)
    {
        foreach (var (actor, command) in await Due(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, actor, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Another node was faster with this one, or something is wrong.
                LogFailed(logger, failure);
            }
        }
    }

    /// <summary>What is to be done now, and in whose name.</summary>
    protected abstract Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Commands are taken once everything has started.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = program.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(every, Clock);
        do
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Something that the program does by itself was not done; it will be looked at again.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
