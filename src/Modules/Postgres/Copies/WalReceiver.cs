using System.Diagnostics;
using System.Text;

namespace ElJournal.Postgres.Copies;

/// <summary>
/// Приёмник потока: <c>pg_receivewal --synchronous</c> writes every byte of the server's log into the repository as it comes, and flushes it there
/// before it says so. A slot on the server keeps what was not received yet. It ends with this process, however that ends.
/// </summary>
public sealed class WalReceiver : IAsyncDisposable
{
    /// <summary>Name of the slot, and of the standby that commits may wait for.</summary>
    public const string Name = "eljournal_copies";

    private static readonly TimeSpan StopAtMost = TimeSpan.FromSeconds(5);

    // As with the server itself: a shell waits on our standard input, and its end is the end of the receiver.
    private const string Watchdog = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        receiver=$!
        (
          while read -r line <&3; do :; done
          kill -s INT $receiver
        ) >/dev/null 2>&1 &
        watcher=$!
        wait $receiver
        code=$?
        kill -s KILL $watcher 2>/dev/null
        exit $code
        """;

    private readonly Process process;
    private readonly StringBuilder said = new();

    private WalReceiver(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public bool HasEnded => process.HasExited;

    /// <summary>The end of what it said.</summary>
    public string Said
    {
        get
        {
            lock (said) return Shell.Tail(said.ToString());
        }
    }

    /// <summary>What was received before does not join what the server still has: a new whole copy is needed.</summary>
    public bool HasLostTheThread => Said.Contains("has already been removed", StringComparison.Ordinal)
        || Said.Contains("is not in this server's history", StringComparison.Ordinal) || Said.Contains("is ahead of the WAL flush position", StringComparison.Ordinal);

    public static async Task<WalReceiver> StartAsync(ClusterLink link, CopyRepository repository, CancellationToken cancellation)
    {
        var facts = await link.LookAsync(cancellation);
        var programs = await ClusterLink.ProgramsAsync(facts.Major, cancellation);
        if (!repository.IsThere) throw new CopyFailed(CopyFault.RepositoryGone, repository.Folder);
        Directory.CreateDirectory(repository.Wal);
        await HoldAsync(link, repository, cancellation);
        var program = programs.Program("pg_receivewal");
        string[] receive = [program, "--directory=" + repository.Wal, "--slot=" + Name, "--synchronous", "--no-loop", "--no-password"];
        var start = Shell.Prepare(OperatingSystem.IsWindows() ? receive : [.. ServerProcess.Session, "/bin/sh", "-c", Watchdog, "eljournal-receiver", .. receive]);
        foreach (var (name, value) in link.Environment) start.Environment[name] = value;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new WalReceiver(Process.Start(start)!);
    }

    /// <summary>From now on the server keeps what was not received yet.</summary>
    public static async Task HoldAsync(ClusterLink link, CopyRepository repository, CancellationToken cancellation)
    {
        var programs = await ClusterLink.ProgramsAsync((await link.LookAsync(cancellation)).Major, cancellation);
        var slot = await Shell.RunAsync(
            [programs.Program("pg_receivewal"), "--slot=" + Name, "--create-slot", "--if-not-exists", "--no-password"], cancellation, TimeSpan.FromSeconds(30),
            environment: link.Environment);
        if (!slot.Well) throw CopyFailed.Said(slot, repository);
    }

    /// <summary>Whether the server sends to the receiver now, and whether commits wait for it.</summary>
    public static async Task<(bool IsStreaming, bool IsWaitedFor)> StateAsync(ClusterLink link, CancellationToken cancellation)
    {
        var state = await link.AskAsync<string>(
            $"select coalesce((select state || ' ' || sync_state from pg_stat_replication where application_name = '{Name}' limit 1), '')", cancellation);
        return (state.StartsWith("streaming", StringComparison.Ordinal), state.EndsWith("sync", StringComparison.Ordinal) && !state.EndsWith("async", StringComparison.Ordinal));
    }

    /// <summary>From now on a commit is answered when the receiver has it on its disk.</summary>
    public static Task DemandAsync(ClusterLink link, CancellationToken cancellation) => SetAsync(link, $"alter system set synchronous_standby_names = '{Name}'", cancellation);

    /// <summary>Commits wait for the server's own disk alone, and those that were waiting go on.</summary>
    public static Task ReleaseAsync(ClusterLink link, CancellationToken cancellation) => SetAsync(link, "alter system reset synchronous_standby_names", cancellation);

    /// <summary>Waits until the receiver has all that the server has written by now.</summary>
    public static async Task<bool> HasCaughtUpAsync(ClusterLink link, TimeSpan patience, CancellationToken cancellation)
    {
        var place = await link.AskAsync<string>("select pg_current_wal_flush_lsn()::text", cancellation);
        for (var until = DateTime.UtcNow + patience; DateTime.UtcNow < until; await Task.Delay(100, cancellation))
        {
            if (await link.AskAsync<bool>(
                $"select exists (select from pg_stat_replication where application_name = '{Name}' and flush_lsn >= '{place}'::pg_lsn)", cancellation)) return true;
        }

        return false;
    }

    /// <summary>Gives up the server's slot, so that a server whose copies nobody takes any more does not keep its log for ever.</summary>
    public static Task ForgetAsync(ClusterLink link, CancellationToken cancellation) => link.DoAsync(
        $"select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '{Name}' and not active", cancellation);

    /// <summary>Puts what was received aside: the stream begins anew. Copies older than that keep what they had.</summary>
    public static void BeginAnew(CopyRepository repository, TimeProvider clock)
    {
        if (Directory.Exists(repository.Wal)) Directory.Move(repository.Wal, $"{repository.Wal}-until-{BaseCopy.LabelAt(clock.GetUtcNow())}");
    }

    public async ValueTask DisposeAsync()
    {
        using var _ = process;
        if (process.HasExited) return;
        process.StandardInput.Close();
        using var clock = new CancellationTokenSource(StopAtMost);
        try
        {
            await process.WaitForExitAsync(clock.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task SetAsync(ClusterLink link, string statement, CancellationToken cancellation)
    {
        await link.DoAsync(statement, cancellation);
        await link.DoAsync("select pg_reload_conf()", cancellation);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (said)
        {
            if (said.Length > 8000) said.Remove(0, 4000);
            said.AppendLine(line);
        }
    }
}
