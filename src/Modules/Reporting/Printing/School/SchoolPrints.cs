using System.Collections.Concurrent;
using ElJournal.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Reporting.Printing.School;

/// <summary>A print of the whole school that is being made behind a page, or the last that was.</summary>
public sealed class SchoolPrintJob(YearBooks books, IReadOnlyList<string> forms)
{
    private readonly CancellationTokenSource stop = new();

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public YearBooks Books => books;

    public IReadOnlyList<string> Forms => forms;

    /// <summary>Files written.</summary>
    public int Done { get; internal set; }

    public int All { get; internal set; } = books.Whole.Count * forms.Count;

    /// <summary>When its turn came; null: it still waits for another's to end.</summary>
    public DateTimeOffset? Began { get; internal set; }

    public bool IsRunning => !ended.Task.IsCompleted;

    public bool IsCancelled { get; internal set; }

    /// <summary>Why it came to nothing; null: it did not, or it was cancelled.</summary>
    public Refusal? Refused { get; internal set; }

    /// <summary>Something nobody foresaw; it stands in the program's log.</summary>
    public bool IsBroken { get; internal set; }

    /// <summary>Completes when there is nothing more to wait for, whatever came of it.</summary>
    public Task Ended => ended.Task;

    internal CancellationToken Stopping => stop.Token;

    public void Cancel() => stop.Cancel();

    /// <summary>How long it will take if the rest is like what was done; null: nothing was done yet.</summary>
    public TimeSpan? Left(DateTimeOffset now) => Began is { } began && Done > 0 ? (now - began) / Done * (All - Done) : null;

    internal void End() => ended.TrySetResult();
}

/// <summary>
/// Prints the school behind the pages: one print at a time, since each takes a processor for itself; what another person asks for waits. The end of the
/// program breaks it off and nothing is left of it.
/// </summary>
public sealed partial class SchoolPrints(SchoolZip zip, PrintShelf shelf, TimeProvider clock, IHostApplicationLifetime program, ILogger<SchoolPrints> log) : IDisposable
{
    private readonly ConcurrentDictionary<(SchoolId, AccountId), SchoolPrintJob> jobs = new();

    private readonly SemaphoreSlim turn = new(1);

    public SchoolPrintJob? Of(Actor owner) => jobs.GetValueOrDefault((owner.School, owner.Account));

    /// <summary>Begins; where the person has one running, that one goes on.</summary>
    public SchoolPrintJob Begin(Actor owner, YearBooks books, IReadOnlyList<string> forms)
    {
        var job = new SchoolPrintJob(books, forms);
        var standing = jobs.AddOrUpdate((owner.School, owner.Account), job, (_, old) => old.IsRunning ? old : job);
        if (standing == job) _ = Task.Run(() => Run(owner, job));
        return standing;
    }

    public void Dispose() => turn.Dispose();

    private async Task Run(Actor owner, SchoolPrintJob job)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(job.Stopping, program.ApplicationStopping);
        var (id, hasTurn) = (Guid.NewGuid(), false);
        try
        {
            await turn.WaitAsync(ending.Token);
            hasTurn = true;
            job.Began = clock.GetUtcNow();
            await zip.Write(owner, job.Books, job.Forms, shelf.PathOf(owner, id), written => shelf.Describe(owner, new(
                id, job.Books.Year.Value, job.Books.Span, job.Forms, written.Classes, written.LeftOut, written.Files, written.Sheets, clock.GetUtcNow())), (done, all) => (job.Done, job.All) = (done, all), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            job.IsCancelled = true;
        }
        catch (SchoolPrintRefused refused)
        {
            job.Refused = refused.Why;
            Refused(refused);
        }
        catch (Exception failure)
        {
            job.IsBroken = true;
            Failed(failure);
        }
        finally
        {
            if (hasTurn) turn.Release();
            if (job.IsCancelled || job.IsBroken || job.Refused is not null) shelf.Remove(owner, id);
            job.End();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The school could not be printed")]
    private partial void Failed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The school was not printed")]
    private partial void Refused(SchoolPrintRefused refused);
}
