using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Reporting.Printing.School;

/// <summary>Throws prints away: at the start what was broken off, then every quarter of an hour what has lain for its time.</summary>
public sealed partial class PrintShelfUpkeep(PrintShelf shelf, TimeProvider clock, ILogger<PrintShelfUpkeep> log) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request, so that nothing which is being made is taken for what was left.
        Try(shelf.Clear);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(15), clock);
        do Try(shelf.Tidy);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Try(Action tidy)
    {
        try
        {
            tidy();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old prints could not be thrown away")]
    private partial void Failed(Exception failure);
}
