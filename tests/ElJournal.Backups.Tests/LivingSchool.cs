using System.Diagnostics;
using ElJournal.Store.Examining;
using ElJournal.Access.Rights;
using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Host;
using ElJournal.Integrity;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Postgres.Copies;
using ElJournal.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;

namespace ElJournal.Backups.Tests;

/// <summary>The whole program on a PostgreSQL of its own, with a folder of copies beside: what a school's server is. Its files are made once and copied for each test.</summary>
internal sealed class LivingSchool : IAsyncDisposable
{
    public static readonly SchoolId School = SchoolId.From("school7");

    private static readonly Lazy<Task<string>> Founded = new(Found);

    private readonly DirectoryInfo root;

    private int written;

    private LivingSchool(DirectoryInfo root, string? copies, Installation installation)
    {
        this.root = root;
        Copies = copies ?? Path.Combine(root.FullName, "copies");
        Installation = installation;
    }

    public Installation Installation { get; }

    public string Copies { get; }

    public string Data => Path.Combine(root.FullName, "data");

    public CopyRepository Repository => CopyRepository.Find(Copies);

    public T Get<T>() where T : notnull => Installation.Services.GetRequiredService<T>();

    /// <param name="stream">As the operator writes it: off, go-on, wait.</param>
    /// <param name="isServer">The program serves, and does by itself what is due.</param>
    public static async Task<LivingSchool> Open(string stream = "off", bool isServer = false, string? copies = null)
    {
        var root = NewRoot();
        await Run("cp", "-a", await Founded.Value, Path.Combine(root.FullName, "data"));
        var installation = await Start(root, stream, isServer, copies);
        var school = new LivingSchool(root, copies, installation);
        if (isServer) await installation.App.StartAsync();
        else await installation.StartCommands();
        return school;
    }

    /// <summary>Records entries, seals them, and answers how long the log is.</summary>
    public async Task<long> Write(int entries)
    {
        await using var scope = Installation.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        for (var i = 0; i < entries; i++)
        {
            var copy = new CopyMade($"written-{++written}", written, 1);
            (await desk.Send(new RecordCopy(Guid.NewGuid(), 2001, copy), Actors.ForCommandLine(School))).Refusal.ShouldBeNull();
        }
        await (await Get<SealedLogs>().Of(School)).SealPending();
        return (await Get<IJournals>().Checkpoints(default)).Single().Size;
    }

    public async Task<BaseCopy> Copy()
    {
        await using var scope = Installation.Services.CreateAsyncScope();
        return (await Get<Copier>().Make(scope.ServiceProvider.GetRequiredService<Desk>(), school => Actors.ForCommandLine(school), default)).ShouldNotBeNull();
    }

    public async Task<TrialResult> Drill(params KeptCheckpoint[] brought)
    {
        await using var scope = Installation.Services.CreateAsyncScope();
        return await Get<Drill>().Run(scope.ServiceProvider.GetRequiredService<Desk>(), school => Actors.ForCommandLine(school), brought, default);
    }

    public Task<SafetyBook> Book() => Get<SafetyBooks>().Latest(School, default);

    public async Task<Finding> Finding(string check) => (await Get<SafetyReading>().Of(School, default)).Findings.Single(finding => finding.Check == check);

    public async Task<T?> AsOwner<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Installation.Settings.OwnerConnection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>What trials left behind: nothing is right.</summary>
    public IEnumerable<string> Leftovers => Directory.GetDirectories(Data, "restored-*");

    public async ValueTask DisposeAsync()
    {
        await Installation.App.StopAsync();
        await Installation.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        root.Delete(recursive: true);
    }

    public static async Task Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {await process.StandardError.ReadToEndAsync()}");
    }

    private static async Task<string> Found()
    {
        var root = NewRoot();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        await using (var installation = await Start(root, "off", isServer: false, null))
        {
            await installation.AddSchool(School);
            await installation.StartCommands();
            await using var scope = installation.Services.CreateAsyncScope();
            (await scope.ServiceProvider.GetRequiredService<Desk>().Send(new OpenLog(Guid.NewGuid(), "2026-2027", null), Actors.ForCommandLine(School))).Refusal.ShouldBeNull();
            await installation.App.StopAsync();
        }
        NpgsqlConnection.ClearAllPools();
        return Path.Combine(root.FullName, "data");
    }

    private static Task<Installation> Start(DirectoryInfo root, string stream, bool isServer, string? copies) => Installation.Open(
        Path.Combine(root.FullName, "data"),
        [
            "--urls", "http://127.0.0.1:0", $"--ElJournal:Backups:Directory={copies ?? Path.Combine(root.FullName, "copies")}", $"--ElJournal:Backups:Stream={stream}",
            $"--ElJournal:Backups:Anchors={Path.Combine(root.FullName, "anchors")}",
        ],
        use: isServer ? InstallationUse.Serving : InstallationUse.Commanding);

    private static DirectoryInfo NewRoot()
    {
        var root = Directory.CreateTempSubdirectory("eljournal-copies-");
        // As /var/lib: the server's own user passes through.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root.FullName, (UnixFileMode)0b111_101_101);
        return root;
    }
}
