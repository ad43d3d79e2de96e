using System.Globalization;
using ElJournal.Backups.Streaming;
using ElJournal.Kernel;
using ElJournal.Postgres.Copies;
using ElJournal.Store.Examining;
using ElJournal.Ui;
using Npgsql;

namespace ElJournal.Backups;

/// <summary>A copy with how far it can be brought.</summary>
public sealed record ListedCopy(BaseCopy Copy, DateTimeOffset Reach);

/// <summary>Резервные копии: what the page and the doctor say.</summary>
public sealed record SafetyView(IReadOnlyList<Finding> Findings, IReadOnlyList<ListedCopy> Copies, SafetyBook Book, bool IsOn)
{
    public bool IsWell => Findings.All(finding => finding.Health is not Health.Ill);
}

/// <summary>Looks at copies, trials, stream and disk; it changes nothing.</summary>
public sealed class SafetyReading(BackupOptions options, SafetyBooks books, IJournals journals, AnchorShelf anchors, KeeperState keeper, StreamState stream, TimeProvider clock)
{
    /// <summary>A daily copy, and two hours for it to be late (D-3).</summary>
    public static readonly TimeSpan OldestCopy = TimeSpan.FromHours(26);

    /// <summary>Per cent of the disk.</summary>
    public const int LeastFree = 15;

    private static Texts T => BackupTexts.All;

    public async Task<SafetyView> Of(SchoolId school, CancellationToken cancel)
    {
        var book = await books.Latest(school, cancel);
        if (options.Directory is null) return new SafetyView([new("backup", T["copy"], Health.Note, T["off"], T["off.advice"])], [], book, false);
        var findings = new List<Finding>();
        IReadOnlyList<ListedCopy> copies = [];
        try
        {
            var repository = CopyRepository.Find(options.Directory);
            copies = [.. repository.Copies().Select(copy => new ListedCopy(copy, repository.Reach(copy)))];
            findings.Add(LastCopy(copies));
            findings.Add(Disk(repository));
        }
        catch (CopyFailed failure)
        {
            // Before the first copy the folder is not begun yet.
            var isNew = book.Copy is null && failure.Fault is CopyFault.RepositoryGone;
            findings.Add(new("backup", T["copy"], Health.Ill, isNew ? T["copy.none"] : failure.Message, T["copy.advice"]));
        }
        findings.Insert(0, Proven(book));
        findings.Add(await Stream(book, cancel));
        findings.AddRange(await Anchor(school, cancel));
        if (keeper.Failure is { } why && keeper.FailedAt > (book.CopyAt ?? default)) findings.Add(new("backup_last", T["last"], Health.Ill, $"{At(keeper.FailedAt)}: {why}", T["last.advice"]));
        return new SafetyView(findings, copies, book, true);
    }

    private Finding LastCopy(IReadOnlyList<ListedCopy> copies)
    {
        if (copies is not [.., { Copy: var last }]) return new("backup", T["copy"], Health.Ill, T["copy.none"], T["copy.advice"]);
        var age = clock.GetUtcNow() - last.Finished;
        var isWell = age <= OldestCopy && age > TimeSpan.FromMinutes(-5);
        return Finding.Of("backup", T["copy"], isWell, T.With("copy.seen", At(last.Finished), Megabytes(last.Bytes)), T[age < TimeSpan.Zero ? "clock.advice" : "copy.advice"]);
    }

    private Finding Proven(SafetyBook book)
    {
        if (book.FailedAt > (book.ProvenAt ?? default) && book.Failed is { } failed)
            return new("restore_proven", T["proven"], Health.Ill, T.With("proven.failed", At(book.FailedAt.Value), Why(failed)), T["proven.failed.advice"]);
        if (book.Proven is not { } proven || book.ProvenAt is not { } at) return new("restore_proven", T["proven"], Health.Ill, T["proven.none"], T["proven.advice"]);
        var isWell = clock.GetUtcNow() - at <= TimeSpan.FromDays(options.ProvenDays);
        return Finding.Of("restore_proven", T["proven"], isWell, T.With("proven.seen", At(at), Number(proven.Size), proven.Seconds), T["proven.advice"]);
    }

    /// <summary>A failed trial in words.</summary>
    public static string Why(RestoreFailed failed) => failed.Why switch
    {
        "short" => T.With("why.short", Number(failed.Size ?? 0), Number(failed.Anchored ?? 0)),
        "damaged" => failed.Leaf is { } leaf ? T.With("why.damaged.leaf", failed.Year, Number(leaf)) : T["why.damaged"],
        var fault => T.With("why.fault", fault),
    };

    private async Task<Finding> Stream(SafetyBook book, CancellationToken cancel)
    {
        if (options.Stream is StreamMode.Off) return new("stream", T["stream"], Health.Note, T["stream.off"], T["stream.off.advice"]);
        try
        {
            var (isReceiving, isWaitedFor) = await WalReceiver.StateAsync(options.Link, cancel);
            if (isReceiving) return new("stream", T["stream"], isWaitedFor ? Health.Well : Health.Note, T[isWaitedFor ? "stream.zero" : "stream.async"], isWaitedFor ? null : T["stream.async.advice"]);
        }
        catch (NpgsqlException)
        {
            // The server itself does not answer: then nothing is received either.
        }
        var since = book.Stream is { State: "lost" } ? book.StreamAt : stream.IsReceiving is false ? stream.Since : null;
        return new(
            "stream", T["stream"], Health.Ill,
            T.With(options.Stream is StreamMode.Wait ? "stream.lost.wait" : "stream.lost", since is { } at ? At(at) : "?") + (stream.Why is { } why ? $" {why}" : ""), T["stream.lost.advice"]);
    }

    private static Finding Disk(CopyRepository repository)
    {
        var isWell = repository.FreePercent is not < LeastFree;
        return Finding.Of("backup_disk", T["disk"], isWell, T.With("disk.seen", repository.FreePercent, Megabytes(repository.FreeBytes ?? 0)), T["disk.advice"]);
    }

    /// <summary>The living log against what was put aside: a database brought back to the past is shorter than what was kept of it.</summary>
    private async Task<IReadOnlyList<Finding>> Anchor(SchoolId school, CancellationToken cancel)
    {
        var living = (await journals.Checkpoints(cancel)).FirstOrDefault(checkpoint => checkpoint.School == school);
        if (living is null) return [];
        if (anchors.Ahead(living) is { } ahead) return [new("kept_checkpoint", T["anchor"], Health.Ill, T.With("anchor.ahead", Number(living.Size), Number(ahead.Size)), T["anchor.ahead.advice"])];
        return [anchors.Last(school) is { } last
            ? new("kept_checkpoint", T["anchor"], Health.Well, T.With("anchor.seen", At(last.At), Number(last.Size)), null)
            : new("kept_checkpoint", T["anchor"], Health.Note, T["anchor.none"], T["anchor.advice"])];
    }

    private static string At(DateTimeOffset at) => at.ToLocalTime().ToString("g", CultureInfo.CurrentUICulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentUICulture);

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("N0", CultureInfo.CurrentUICulture);
}
