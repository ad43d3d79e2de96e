using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ElJournal.Accounting.Journal;
using ElJournal.Host;
using ElJournal.Sample.Setting;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Faults;

/// <summary>The journal as a process of its own on its own data, which can be killed and started again.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Password = TestSchool.Password;

    /// <summary>
    /// Held lately enough: the sample's regulation takes a first entry for a week after the lesson. Of all days one is there, today's lesson of the
    /// sample's own course; on the first day of a term it is the only one.
    /// </summary>
    public static bool IsOpen(LessonColumn lesson) => !lesson.IsFuture && lesson.Date > DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-7);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private Process? process;
    private ConcurrentQueue<string> said = [];

    /// <summary>A new data directory; the server's own account must be able to walk into it, so the journal makes it itself.</summary>
    public string Data { get; } = Path.Combine(Path.GetTempPath(), $"eljournal-faults-{Guid.NewGuid():n}");

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Starts the program and waits until it says that it listens; the first time the school is set up before.</summary>
    public async Task Start(CancellationToken cancel)
    {
        if (!Directory.Exists(Data)) await SetUp(cancel);
        var url = Address.ToString().TrimEnd('/');
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "eljournal.dll"), "serve", "--data", Data, "--urls", url])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Logging__LogLevel__Default"] = "Error";
        said = [];
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"The server ended: {string.Join('\n', said)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listens.Task.WaitAsync(TimeSpan.FromMinutes(3), cancel);

        void Heard(string? line)
        {
            if (line is null) return;
            said.Enqueue(line);
            if (line.TrimEnd().EndsWith(url, StringComparison.Ordinal)) listens.TrySetResult();
        }
    }

    private async Task SetUp(CancellationToken cancel)
    {
        Environment.SetEnvironmentVariable(SamplePassword.Variable, Password);
        await using var installation = await Installation.Open(Data, use: InstallationUse.Commanding, cancel: cancel);
        await installation.AddSchool(TestSchool.School, cancel);
        await installation.StartCommands(cancel);
        await SmallSchool.Build(installation.Services, cancel);
        await SmallSchool.Corrections(installation.Services, cancel);
    }

    /// <summary>It was killed by nobody, so it must still be there; else this tells its last words.</summary>
    public void MustBeAtWork()
    {
        if (process is not { HasExited: false }) throw new InvalidOperationException($"The server ended by itself: {string.Join('\n', said)}");
    }

    /// <summary>kill -9: no handler runs, no buffer is written.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>kill -9 of PostgreSQL's postmaster.</summary>
    public void KillPostgres()
    {
        using var postmaster = Postmaster() ?? throw new InvalidOperationException("PostgreSQL does not run.");
        postmaster.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        // PostgreSQL goes after its user by itself.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(Step);
        while (PostgresRuns()) await timer.WaitForNextTickAsync(limit.Token);
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    private bool PostgresRuns()
    {
        using var postmaster = Postmaster();
        return postmaster is not null;
    }

    private Process? Postmaster()
    {
        try
        {
            var file = Directory.GetFiles(Path.Combine(Data, "pg"), "postmaster.pid", SearchOption.AllDirectories).SingleOrDefault();
            if (file is null) return null;
            var found = Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
            return !found.HasExited && found.ProcessName.StartsWith("postgres", StringComparison.Ordinal) ? found : null;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
