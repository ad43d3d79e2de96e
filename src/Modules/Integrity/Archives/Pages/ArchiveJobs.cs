using System.Collections.Concurrent;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Integrity.Archives.Pages;

/// <summary>An archive that is being made behind a page, or the last that was.</summary>
public sealed class ArchiveJob(string year)
{
    private readonly CancellationTokenSource stop = new();

    public string Year => year;

    /// <summary>Which bag is being made.</summary>
    public string Kind { get; internal set; } = ArchiveKinds.Journals;

    public ArchiveStep Step { get; internal set; } = new(ArchiveStage.Events, 0, 0);

    public bool IsRunning { get; internal set; } = true;

    public bool IsCancelled { get; internal set; }

    /// <summary>Why it came to nothing; null: it did not, or it was cancelled.</summary>
    public ArchiveRefused? Refused { get; internal set; }

    /// <summary>Why the archive, whole as it is, has no time-stamp; null: it has one, or none was to be asked for.</summary>
    public ArchiveRefused? Unstamped { get; internal set; }

    /// <summary>Something nobody foresaw; it stands in the program's log.</summary>
    public bool IsBroken { get; internal set; }

    internal CancellationToken Stopping => stop.Token;

    public void Cancel() => stop.Cancel();
}

/// <summary>Makes archives behind the pages, one at a time for a school; what the server's end breaks off, the next attempt takes up.</summary>
public sealed partial class ArchiveJobs(Archivist archivist, ArchiveSigner signer, IServiceScopeFactory scopes, IHostApplicationLifetime program, ILogger<ArchiveJobs> log)
{
    private readonly ConcurrentDictionary<SchoolId, ArchiveJob> jobs = new();

    public ArchiveJob? Of(SchoolId school) => jobs.GetValueOrDefault(school);

    /// <summary>Begins; where one is running, that one goes on.</summary>
    public void Begin(Actor actor, string year)
    {
        var job = new ArchiveJob(year);
        if (jobs.AddOrUpdate(actor.School, job, (_, old) => old.IsRunning ? old : job) == job) _ = Task.Run(() => Run(actor, job));
    }

    private async Task Run(Actor actor, ArchiveJob job)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(job.Stopping, program.ApplicationStopping);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<Desk>();
            await archivist.Make(desk, actor, job.Year, ArchiveKinds.All, kind => job.Kind = kind, new Told(job), ending.Token);
            await Stamp(desk, actor, job, ending.Token);
        }
        catch (OperationCanceledException)
        {
            job.IsCancelled = true;
        }
        catch (ArchiveRefused refused)
        {
            job.Refused = refused;
        }
        catch (Exception failure)
        {
            job.IsBroken = true;
            Failed(failure);
        }
        finally
        {
            job.IsRunning = false;
        }
    }

    /// <summary>An authority that does not answer takes nothing from the archive.</summary>
    private async Task Stamp(Desk desk, Actor actor, ArchiveJob job, CancellationToken cancel)
    {
        if (!signer.HasAuthority) return;
        job.Step = new ArchiveStep(ArchiveStage.Stamping, 0, 0);
        try
        {
            await signer.StampWhereNeeded(desk, actor, job.Year, ArchiveKinds.All, cancel);
        }
        catch (ArchiveRefused refused)
        {
            job.Unstamped = refused;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An archive could not be made")]
    private partial void Failed(Exception failure);

    private sealed class Told(ArchiveJob job) : IProgress<ArchiveStep>
    {
        public void Report(ArchiveStep value) => job.Step = value;
    }
}
