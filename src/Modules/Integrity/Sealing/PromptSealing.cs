using System.Threading.Channels;
using ElJournal.Kernel;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Integrity.Sealing;

/// <summary>
/// Seals what this process has recorded as soon as it is committed: the event store's high-water mark moves once a second, and a change between commit and
/// seal is the one that no leaf can show. What is recorded elsewhere, or while the database is away, the <see cref="Sealer"/> finds behind the mark.
/// </summary>
public sealed partial class PromptSealing(PromptSealing.Bell bell, SealedLogs logs, ILogger<PromptSealing> log) : BackgroundService
{
    /// <summary>What is committed meanwhile shares one checkpoint.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Gathering);
        while (await timer.WaitForNextTickAsync(stoppingToken) && await bell.Rung(stoppingToken))
        {
            foreach (var school in bell.Answer()) await Seal(school, stoppingToken);
        }
    }

    private async Task Seal(SchoolId school, CancellationToken cancel)
    {
        try
        {
            await (await logs.Of(school)).SealPending(cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // The sealer behind the mark has the patience; the fault's own words may hold a name, so its kind alone is told.
            LogLeft(log, school.Value, fault.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What {School} recorded is left to the sealer behind the mark: {Fault}")]
    private static partial void LogLeft(ILogger logger, string school, string fault);

    /// <summary>Rung by every session that has committed events.</summary>
    public sealed class Bell : DocumentSessionListenerBase
    {
        private readonly Channel<string> schools = System.Threading.Channels.Channel.CreateUnbounded<string>(new() { SingleReader = true });

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            if (commit.GetEvents().Any()) schools.Writer.TryWrite(session.TenantId);
            return Task.CompletedTask;
        }

        internal ValueTask<bool> Rung(CancellationToken cancel) => schools.Reader.WaitToReadAsync(cancel);

        internal HashSet<SchoolId> Answer()
        {
            var rung = new HashSet<SchoolId>();
            while (schools.Reader.TryRead(out var school)) rung.Add(SchoolId.From(school));
            return rung;
        }
    }
}
