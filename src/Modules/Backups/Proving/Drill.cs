using System.Diagnostics;
using System.Globalization;
using ElJournal.Backups.Copying;
using ElJournal.Kernel;
using ElJournal.Postgres.Copies;
using ElJournal.Store;

namespace ElJournal.Backups.Proving;

/// <summary>How a school's log came out of a trial.</summary>
public enum TrialVerdict
{
    /// <summary>It is the school's log, and nothing that had to be there is missing.</summary>
    Proven,

    /// <summary>Its end is missing: a checkpoint kept outside knows more entries.</summary>
    Short,

    /// <summary>An entry is not what was sealed.</summary>
    Damaged,
}

/// <param name="Anchored">Entries under the newest checkpoint outside of the copies.</param>
/// <param name="Owed">Entries that the copy had to have.</param>
public sealed record TriedLog(RestoredLog Log, long Anchored, long Owed, TrialVerdict Verdict)
{
    /// <summary>The first thing wrong, worst first.</summary>
    public Flaw? First => Verdict is TrialVerdict.Damaged ? Log.Flaws.First(flaw => !flaw.IsShort) : Log.Flaws.FirstOrDefault();
}

/// <summary>Итог пробного восстановления.</summary>
/// <param name="Erased">Words erased by law that the copy brought back, and that were erased in it again.</param>
public sealed record TrialResult(BaseCopy Copy, DateTimeOffset Reached, int Erased, TimeSpan Took, IReadOnlyList<TriedLog> Logs)
{
    public bool IsProven => Logs.Count > 0 && Logs.All(log => log.Verdict is TrialVerdict.Proven);
}

/// <summary>
/// Пробное восстановление (D-3, A-8): the newest copy is restored beside, brought forward by the stream, its log is recomputed from the rows and held
/// against checkpoints that lie elsewhere; what was erased since is erased again. Then it is thrown away, and what was found is recorded.
/// </summary>
public sealed class Drill(BackupOptions options, Copier copier, IJournals journals, AnchorShelf anchors, TimeProvider clock)
{
    private static readonly TimeSpan CatchUpAtMost = TimeSpan.FromSeconds(30);

    /// <param name="brought">Checkpoints from a safe, a mail or paper: their entries must be there.</param>
    /// <param name="actor">In whose name it is recorded at a school.</param>
    public async Task<TrialResult> Run(Desk desk, Func<SchoolId, Actor> actor, IReadOnlyList<KeptCheckpoint> brought, CancellationToken cancel)
    {
        try
        {
            var result = await Try(brought, cancel);
            foreach (var log in result.Logs) await Record(desk, actor(log.Log.School), result, log, cancel);
            return result;
        }
        catch (CopyFailed failure) when (failure.Fault is not (CopyFault.NoRoom or CopyFault.Programs or CopyFault.Occupied))
        {
            foreach (var school in await journals.Schools(cancel))
            {
                var failed = new RestoreFailed(null, Snake(failure.Fault), null, null, null, null);
                (await desk.Send(new RecordTrial(Guid.NewGuid(), clock.GetUtcNow().Year, null, failed), actor(school), cancel)).Demand();
            }
            throw;
        }
    }

    private async Task<TrialResult> Try(IReadOnlyList<KeptCheckpoint> brought, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var repository = await copier.Repository(cancel);
        anchors.Keep(await journals.Checkpoints(cancel), clock.GetUtcNow());
        if (options.Stream is not StreamMode.Off) await CatchUp(repository, cancel);
        var folder = Path.Combine(options.Scratch, "restored-" + Guid.NewGuid().ToString("N")[..8]);
        await using var restored = await RestoredCluster.BringUpAsync(repository, null, folder, isThrownAway: true, cancel);

        // Without the stream a copy ends where it ends: what was put aside later is known, and not owed.
        var kept = anchors.All();
        KeptCheckpoint[] owed = [.. brought, .. kept.Where(checkpoint => options.Stream is not StreamMode.Off || checkpoint.At <= restored.Copy.Started)];
        var logs = await journals.Verify(restored.Journal, owed, [.. kept.Except(owed)], cancel);
        var erased = await journals.EraseAgain(restored.Journal, options.DataDirectory, cancel);
        return new TrialResult(restored.Copy, restored.Reached, erased, watch.Elapsed, [.. logs.Select(log => Judge(log, owed, [.. brought, .. kept]))]);
    }

    /// <summary>What the server has is with the copies before they are tried; where nobody receives now, it is received for the trial.</summary>
    private async Task CatchUp(CopyRepository repository, CancellationToken cancel)
    {
        if ((await WalReceiver.StateAsync(options.Link, cancel)).IsStreaming)
        {
            await WalReceiver.HasCaughtUpAsync(options.Link, CatchUpAtMost, cancel);
            return;
        }
        await using var receiver = await WalReceiver.StartAsync(options.Link, repository, cancel);
        await WalReceiver.HasCaughtUpAsync(options.Link, CatchUpAtMost, cancel);
    }

    private static TriedLog Judge(RestoredLog log, IReadOnlyList<KeptCheckpoint> owed, IReadOnlyList<KeptCheckpoint> all)
    {
        var verdict = log.Flaws.Any(flaw => !flaw.IsShort) ? TrialVerdict.Damaged : log.Flaws.Count > 0 ? TrialVerdict.Short : TrialVerdict.Proven;
        return new TriedLog(log, Longest(all), Longest(owed), verdict);

        long Longest(IEnumerable<KeptCheckpoint> of) => of.Where(c => c.School == log.School && c.Year == log.Year).Select(c => c.Size).DefaultIfEmpty().Max();
    }

    private async Task Record(Desk desk, Actor actor, TrialResult result, TriedLog tried, CancellationToken cancel)
    {
        var log = tried.Log;
        var command = tried.Verdict is TrialVerdict.Proven
            ? new RecordTrial(Guid.NewGuid(), clock.GetUtcNow().Year, new RestoreProven(
                result.Copy.Label, result.Reached.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), log.Year, log.Size, log.Root,
                tried.Anchored, result.Erased, (int)Math.Ceiling(result.Took.TotalSeconds)), null, tried.Owed)
            : new RecordTrial(Guid.NewGuid(), clock.GetUtcNow().Year, null, new RestoreFailed(
                result.Copy.Label, tried.Verdict is TrialVerdict.Short ? "short" : "damaged", tried.First?.Year ?? log.Year, log.Size, tried.Anchored, tried.First?.Leaf));
        (await desk.Send(command, actor, cancel)).Demand();
    }

    private static string Snake(CopyFault fault) =>
        string.Concat(fault.ToString().Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
