using System.Diagnostics;

namespace ElJournal.Postgres;

/// <summary>
/// A server that cannot outlive its users. Its parent is a shell that waits on our standard input: when this process
/// ends, even by kill -9, the shell reads the end of the file and stops the server, unless another process that attached
/// itself (a file in <c>users/</c>) is still alive.
/// </summary>
internal sealed class ServerProcess
{
    private static readonly TimeSpan FastStop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(20);

    // Recovery after a crash replays the log, and that may take its time.
    private static readonly TimeSpan ReadyAtMost = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    // The file "stopping" is announced before users are counted, and a user announces itself before it looks for
    // "stopping": of two that meet, at least one sees the other.
    private const string Watchdog = """
        exec >/dev/null 2>&1
        trap '' INT HUP TERM
        signal=$1 run=$2
        shift 2
        exec 3<&0
        rm -f "$run/stopping"
        "$@" </dev/null >>"$run/start.log" 2>&1 3<&- &
        server=$!
        alive() {
          kill -0 "$1" || ps -p "$1" || return 1
          ! grep -q '^State:[[:space:]]*[ZX]' "/proc/$1/status"
        }
        in_use() {
          for user in "$run"/users/*; do
            user=${user##*/}
            if alive "${user%%-*}"; then return 0; fi
          done
          return 1
        }
        (
          while read -r line <&3; do :; done
          while :; do
            : >"$run/stopping"
            in_use || break
            rm -f "$run/stopping"
            sleep 1
          done
          kill -s "$signal" $server
          waited=0
          while kill -0 $server && [ $waited -lt 300 ]; do
            sleep 0.1
            waited=$((waited + 1))
          done
          kill -s QUIT $server
        ) &
        watcher=$!
        wait $server
        code=$?
        kill -s KILL $watcher
        exit $code
        """;

    private readonly Process _process;
    private readonly string _run;
    private readonly IReadOnlyList<string> _stopOnWindows;

    private ServerProcess(Process process, string run, IReadOnlyList<string> stopOnWindows)
    {
        _process = process;
        _run = run;
        _stopOnWindows = stopOnWindows;
    }

    private static string StartLog(string run) => Path.Combine(run, "start.log");

    public static bool IsStopping(string run) => File.Exists(Path.Combine(run, "stopping"));

    /// <summary>
    /// Starts the server and waits until it takes connections. After a killed server its orphans hold the shared memory
    /// for a while and a new one refuses to start, so a start that fails is repeated.
    /// </summary>
    /// <param name="stopSignal">INT lets the server finish its books, QUIT drops everything at once.</param>
    public static async Task<ServerProcess> StartAsync(
        Binaries binaries, ServerAccount account, string data, string run,
        IReadOnlyList<string> settings, string stopSignal, CancellationToken cancellation)
    {
        ServerUsers.ForgetDead(run);
        var started = DateTime.UtcNow;
        while (true)
        {
            var server = Start(binaries, account, data, run, settings, stopSignal);
            try
            {
                while (!server._process.HasExited && DateTime.UtcNow < started + ReadyAtMost)
                {
                    if (PostmasterPid.Read(data) is { IsReady: true, IsAlive: true }) return server;
                    await Task.Delay(Step, cancellation);
                }
            }
            catch (OperationCanceledException)
            {
                await server.StopAsync();
                throw;
            }

            var said = await ReadStartLogAsync(run, cancellation);
            if (!server._process.HasExited || DateTime.UtcNow > started + RetryFor || !IsPassing(said))
            {
                await server.StopAsync();
                throw PostmasterPid.Read(data) is { Pid: var pid } && said.Contains("postmaster.pid", StringComparison.Ordinal)
                    ? new DatabaseUnavailable(Texts.Format("StartFailedPid", data, pid, Shell.Tail(said)), [])
                    : new DatabaseUnavailable(Texts.Format("StartFailed", data, Shell.Tail(said)), []);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
        }
    }

    private static ServerProcess Start(
        Binaries binaries, ServerAccount account, string data, string run, IReadOnlyList<string> settings, string stopSignal)
    {
        var server = account.Run([binaries.Program("postgres"), "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        File.WriteAllText(StartLog(run), "");

        if (OperatingSystem.IsWindows())
        {
            return new ServerProcess(
                Process.Start(Shell.Prepare(server))!, run,
                [binaries.Program("pg_ctl"), "stop", "-D", data, "-m", stopSignal == "QUIT" ? "immediate" : "fast"]);
        }

        var start = Shell.Prepare([.. Session, "/bin/sh", "-c", Watchdog, "eljournal-postgres", stopSignal, run, .. server]);
        start.RedirectStandardInput = true;
        return new ServerProcess(Process.Start(start)!, run, []);
    }

    /// <summary>Asks the server to stop and waits for it, unless other users keep it.</summary>
    public async Task StopAsync()
    {
        using var process = _process;
        if (_stopOnWindows.Count > 0)
        {
            await Shell.RunAsync(_stopOnWindows, CancellationToken.None, FastStop);
        }
        else
        {
            process.StandardInput.Close();
        }

        for (var until = DateTime.UtcNow + FastStop + TimeSpan.FromSeconds(5); DateTime.UtcNow < until && !process.HasExited && !ServerUsers.Any(_run);)
        {
            await Task.Delay(Step);
        }
    }

    private static bool IsPassing(string said) =>
        said.Contains("pre-existing shared memory", StringComparison.Ordinal)
        || said.Contains("postmaster.pid", StringComparison.Ordinal)
        || said.Contains("Address already in use", StringComparison.Ordinal);

    private static async Task<string> ReadStartLogAsync(string run, CancellationToken cancellation)
    {
        using var log = new StreamReader(new FileStream(StartLog(run), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await log.ReadToEndAsync(cancellation);
    }

    /// <summary>Its own session: Ctrl+C in the terminal reaches us, and we stop the server after the last write, not before.</summary>
    internal static string[] Session => OnPath("setsid") ? ["setsid"] : ["perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV"];

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
