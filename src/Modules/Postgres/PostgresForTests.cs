using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Postgres;

/// <summary>
/// Throw-away servers for tests: nothing is flushed to disk, and the files come from a copy of a cluster made once for
/// each version of PostgreSQL. The server and its files go when the process goes, even by kill -9.
/// </summary>
public static class PostgresForTests
{
    private static readonly string[] Flags = ["--no-sync", "--auth=trust"];

    public static Task<ThrowawayServer> StartAsync(CancellationToken cancellation = default) =>
        StartAsync(SearchPlaces.OfThisMachine(), AppDatabaseOptions.ForcedByEnvironment(), cancellation);

    public static async Task<ThrowawayServer> StartAsync(SearchPlaces places, DatabaseSource? forced, CancellationToken cancellation)
    {
        var binaries = await FindAsync(places, forced, cancellation);
        var account = await ServerAccount.ForAsync(null, cancellation);
        var root = Root();
        SweepDead(root);

        var template = await TemplateAsync(root, binaries, account, cancellation);
        var (run, owner) = NewRun(root);
        try
        {
            var data = Path.Combine(run, "data");
            await CopyAsync(template, data, cancellation);
            var address = OperatingSystem.IsWindows()
                ? ServerAddress.ForLoopback(null)
                : await ServerAddress.ForSocketAsync(run, account, cancellation);
            var server = await ServerProcess.StartAsync(binaries, account, data, run, Settings(address), "QUIT", cancellation);
            var backend = Texts.Format("BackendThrowaway", binaries.Version, run, binaries.Folder);
            return new ThrowawayServer(address, backend, PostmasterPid.Read(data)!.Pid, async () =>
            {
                await server.StopAsync();
                Discard(run);
                owner.Dispose();
            });
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    private static async Task<Binaries> FindAsync(SearchPlaces places, DatabaseSource? forced, CancellationToken cancellation)
    {
        var tried = new List<string>();
        if (forced is null or DatabaseSource.Local
            && await Binaries.FindAsync(places.Folders, null, tried, cancellation) is { } local) return local;
        if (forced is null or DatabaseSource.Local) tried.Add(Texts.Format("NoBinaries", string.Join(", ", places.Folders)));

        if (forced is null or DatabaseSource.Npm
            && await Binaries.FindAsync(Binaries.InNpm(places.NpmFolders), null, tried, cancellation) is { } npm) return npm;
        if (forced is null or DatabaseSource.Npm) tried.Add(Texts.Format("NoNpm", string.Join(", ", places.NpmFolders)));

        if (forced is null or DatabaseSource.Local && places.AptGet is not null)
        {
            var said = await DebianPackage.BringAsync(places.AptGet, cancellation);
            if (said.Well && await Binaries.FindAsync(SearchPlaces.OfThisMachine().Folders, null, tried, cancellation) is { } installed) return installed;
            tried.Add(Texts.Format("InstallFailed", said.Tail));
        }
        else
        {
            tried.Add(Texts.Format("NoInstall"));
        }

        throw new DatabaseUnavailable(Texts.Format("NothingFound"), tried);
    }

    private static IReadOnlyList<string> Settings(ServerAddress address) =>
    [
        "fsync=off",
        "full_page_writes=off",
        "synchronous_commit=off",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0",
        // The detail of an error quotes the row: names of people.
        "log_error_verbosity=terse",
        "max_connections=300",
        "cluster_name=eljournal-tests",
        $"port={address.Port}",
        .. address.IsSocket
            ? new[] { "listen_addresses=", $"unix_socket_directories={address.Host}", "unix_socket_permissions=0700" }
            : ["listen_addresses=127.0.0.1"],
    ];

    // People sharing a machine do not share test servers.
    private static string Root()
    {
        var root = Path.Combine(Path.GetTempPath(), $"eljournal-tests-{Environment.UserName}");
        ServerAccount.MakePassableFolder(root);
        ServerAccount.MakePassableFolder(Path.Combine(root, "made"));
        ServerAccount.MakePassableFolder(Path.Combine(root, "runs"));
        return root;
    }

    private static async Task<string> TemplateAsync(string root, Binaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', [binaries.Folder, binaries.Version, account.Uid ?? "", .. Flags]))))[..16];
        var template = Path.Combine(root, "made", key);
        if (Directory.Exists(template)) return template;

        using var turn = await FolderLock.TakeAsync(template + ".lock", cancellation);
        if (!Directory.Exists(template))
        {
            await Initdb.MakeAsync(binaries, account, template, Flags, _ => Task.CompletedTask, cancellation);
        }

        return template;
    }

    private static (string Run, FolderLock Owner) NewRun(string root)
    {
        while (true)
        {
            var run = Path.Combine(root, "runs", $"{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
            if (Directory.Exists(run)) continue;
            ServerAccount.MakePassableFolder(run);
            if (FolderLock.TryTake(Path.Combine(run, "owner")) is { } owner) return (run, owner);
        }
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsWindows())
        {
            var said = await Shell.RunAsync(["cp", "-a", from, to], cancellation);
            if (!said.Well) throw new DatabaseUnavailable(Texts.Format("InitFailed", to, said.Tail), []);
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    /// <summary>Removes what killed runs left behind; a run whose server is still going down waits for the next sweep.</summary>
    private static void SweepDead(string root)
    {
        foreach (var run in Directory.GetDirectories(Path.Combine(root, "runs")))
        {
            using var owner = FolderLock.TryTake(Path.Combine(run, "owner"), FileMode.Open);
            var unowned = owner is null && !File.Exists(Path.Combine(run, "owner")) && Directory.GetCreationTimeUtc(run) < DateTime.UtcNow.AddHours(-1);
            if ((owner is not null || unowned) && PostmasterPid.Read(Path.Combine(run, "data")) is not { IsAlive: true })
            {
                Discard(run);
            }
        }
    }

    private static void Discard(string run)
    {
        try
        {
            Directory.Delete(run, recursive: true);
            var socket = ServerAddress.SocketFolder(run);
            if (Directory.Exists(socket)) Directory.Delete(socket, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Another sweep was faster, or a file is still open; the next sweep takes it.
        }
    }
}
