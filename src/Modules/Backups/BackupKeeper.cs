using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Backups;

/// <summary>What happened last when the program made copies by itself.</summary>
public sealed class KeeperState
{
    /// <summary>Why the last attempt came to nothing; null: it did not.</summary>
    public string? Failure { get; internal set; }

    public DateTimeOffset FailedAt { get; internal set; }

    public bool IsAtWork { get; internal set; }
}

/// <summary>Makes the daily copy at its hour, tries restoring it, and puts checkpoints aside every minute.</summary>
public sealed partial class BackupKeeper(
    BackupOptions options, Copier copier, Drill drill, IJournals journals, AnchorShelf anchors, KeeperState state, IServiceScopeFactory scopes, IHostApplicationLifetime program,
    TimeProvider clock, ILogger<BackupKeeper> log) : Upkeep(TimeSpan.FromMinutes(1), scopes, program, clock, log)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private readonly ILogger log = log;

    /// <summary>After a failure: the disk may be back, and a log full of the same complaint helps nobody.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(30);

    private DateTimeOffset notBefore;

    /// <summary>The program itself.</summary>
    public static Actor Actor(SchoolId school) =>
        new(new AccountId("program"), Role.Administrator, school, Channel.Program, "backups", new Grants([new Grant(Permission.KeepLog, Grant.WholeSchool)]));

    /// <summary>What is to be recorded is recorded step by step, as each is done: nothing is left to be sent.</summary>
    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel)
    {
        try
        {
            await Step(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            (state.Failure, state.FailedAt, notBefore) = (failure.Message, Clock.GetUtcNow(), Clock.GetUtcNow() + Again);
            Failed(failure);
        }
        finally
        {
            state.IsAtWork = false;
        }
        return [];
    }

    private async Task Step(CancellationToken cancel)
    {
        anchors.Keep(await journals.Checkpoints(cancel), Clock.GetUtcNow());
        if (Clock.GetUtcNow() < notBefore) return;
        var last = (await copier.Repository(cancel)).Copies().LastOrDefault()?.Started;
        if (last >= Due(Clock.GetLocalNow(), options.At)) return;
        state.IsAtWork = true;
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        if (await copier.Make(desk, Actor, cancel) is null) return;
        if (options.DrillDays > 0 && await IsTrialDue(cancel)) await drill.Run(desk, Actor, [], cancel);
        state.Failure = null;
    }

    private async Task<bool> IsTrialDue(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var books = scope.ServiceProvider.GetRequiredService<SafetyBooks>();
        foreach (var school in await journals.Schools(cancel))
        {
            var (book, before) = await books.Of(school, cancel);
            // An hour short of the days: the hour of the copy itself moves a little.
            if (!((book?.ProvenAt ?? before?.ProvenAt) > Clock.GetUtcNow() - TimeSpan.FromDays(options.DrillDays) + TimeSpan.FromHours(1))) return true;
        }
        return false;
    }

    /// <summary>The last time that the hour struck.</summary>
    internal static DateTimeOffset Due(DateTimeOffset now, TimeOnly at)
    {
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.DateTime).ToDateTime(at), now.Offset);
        return today <= now ? today : today.AddDays(-1);
    }

    [LoggerMessage(LogLevel.Error, "The daily copy was not made or did not hold")]
    private partial void Failed(Exception failure);
}
