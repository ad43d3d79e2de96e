namespace ElJournal.Postgres.Copies;

/// <summary>Makes whole copies of a running cluster with PostgreSQL's own programs: <c>pg_basebackup</c>, then <c>pg_verifybackup</c> over every file.</summary>
public static class CopyMaker
{
    private static readonly TimeSpan GreatestSkew = TimeSpan.FromMinutes(1);

    /// <summary>A copy, finished and verified; a failure leaves nothing that looks like one.</summary>
    /// <param name="keep">How many copies are kept, this one with them.</param>
    /// <returns>Null when another process is making one.</returns>
    public static async Task<BaseCopy?> MakeAsync(
        ClusterLink link, CopyRepository repository, int keep, TimeProvider clock, CancellationToken cancellation)
    {
        var facts = await link.LookAsync(cancellation);
        var started = clock.GetUtcNow();
        CheckClock(facts, repository, started);
        if (repository.FreeBytes is { } free && free < facts.Bytes + 4 * facts.SegmentBytes)
            throw new CopyFailed(CopyFault.RepositoryFull, repository.Folder, CopyFailed.Megabytes(free));

        var programs = await ClusterLink.ProgramsAsync(facts.Major, cancellation);
        using var turn = TakeTurn(repository);
        if (turn is null) return null;
        repository.SweepUnfinished();
        var label = BaseCopy.LabelAt(started);
        var folder = repository.UnfinishedFolder(label);
        try
        {
            var data = Path.Combine(folder, BaseCopy.DataFolder);
            Directory.CreateDirectory(folder);
            var said = await Shell.RunAsync(
                [
                    programs.Program("pg_basebackup"), "--pgdata=" + data, "--format=plain", "--wal-method=stream", "--checkpoint=fast",
                    "--manifest-checksums=SHA256", "--label=" + label, "--no-password",
                ],
                cancellation, environment: link.Environment);
            if (!said.Well) throw CopyFailed.Said(said, repository);
            await VerifyAsync(programs, data, label, cancellation);

            // pg_basebackup makes folders that are not there: without the disk it would have filled another one.
            if (!repository.IsThere) throw new CopyFailed(CopyFault.RepositoryGone, repository.Folder);

            var (first, last) = BaseCopy.Segments(data, facts.SegmentBytes);
            var copy = new BaseCopy(label, started, clock.GetUtcNow(), SizeOf(data), facts.Cluster, facts.Version, first, last, clock.GetUtcNow(), link.User, link.Database);
            copy.Write(folder);
            Directory.Move(folder, repository.FolderOf(copy));
            repository.Keep(keep);
            return copy;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw repository.IsThere
                ? new CopyFailed(CopyFault.RepositoryFull, repository.Folder, CopyFailed.Megabytes(repository.FreeBytes))
                : new CopyFailed(CopyFault.RepositoryGone, repository.Folder);
        }
        finally
        {
            CopyRepository.Discard(folder);
        }
    }

    /// <summary>Holds every file of a copy against the sum taken when it was copied.</summary>
    internal static async Task VerifyAsync(Binaries programs, string data, string label, CancellationToken cancellation)
    {
        var said = await Shell.RunAsync([programs.Program("pg_verifybackup"), "--quiet", "--exit-on-error", data], cancellation);
        if (!said.Well) throw new CopyFailed(CopyFault.Damaged, label, said.Tail);
    }

    private static FolderLock? TakeTurn(CopyRepository repository)
    {
        try
        {
            return repository.TryTakeTurn();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw repository.IsThere
                ? new CopyFailed(CopyFault.RepositoryFull, repository.Folder, CopyFailed.Megabytes(repository.FreeBytes))
                : new CopyFailed(CopyFault.RepositoryGone, repository.Folder);
        }
    }

    // Copies are told apart, thrown away and searched by their time.
    private static void CheckClock(ClusterFacts facts, CopyRepository repository, DateTimeOffset now)
    {
        var last = repository.Copies().LastOrDefault();
        if ((facts.Now - now).Duration() > GreatestSkew) throw new CopyFailed(CopyFault.Clock, Local(now), Local(facts.Now));
        if (last is not null && last.Finished > now + GreatestSkew) throw new CopyFailed(CopyFault.Clock, Local(now), Local(last.Finished));
    }

    private static string Local(DateTimeOffset at) => at.ToLocalTime().ToString("dd.MM.yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    internal static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
