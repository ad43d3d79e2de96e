using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace ElJournal.Postgres;

/// <summary>Собственный кластер: the journal's own server, its files under <c>pg/{major}</c> of the data directory.</summary>
internal sealed record PrivateCluster(string Folder, int Major)
{
    // A person may wait for a start by another process; recovery after a crash is the long case.
    private static readonly TimeSpan AttachAtMost = TimeSpan.FromMinutes(5);

    public string Data => Path.Combine(Folder, "data");

    private string PasswordFile => Path.Combine(Folder, "password");

    public static PrivateCluster For(string dataDirectory, int major) =>
        new(Path.Combine(dataDirectory, "pg", major.ToString(CultureInfo.InvariantCulture)), major);

    /// <summary>The cluster whose files are there already, the newest if a past upgrade left several.</summary>
    public static PrivateCluster? Existing(string dataDirectory)
    {
        var root = Path.Combine(dataDirectory, "pg");
        if (!Directory.Exists(root)) return null;
        return Directory.GetDirectories(root)
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? new PrivateCluster(folder, major) : null)
            .OfType<PrivateCluster>()
            .Where(cluster => File.Exists(Path.Combine(cluster.Data, "PG_VERSION")))
            .MaxBy(cluster => cluster.Major);
    }

    /// <summary>Joins the server if it is up; null when it is not.</summary>
    public async Task<Database?> AttachAsync(CancellationToken cancellation)
    {
        if (PostmasterPid.Read(Data) is not { IsAlive: true }) return null;

        var announced = ServerUsers.Announce(Folder);
        try
        {
            for (var until = DateTime.UtcNow + AttachAtMost; DateTime.UtcNow < until; await Task.Delay(50, cancellation))
            {
                if (PostmasterPid.Read(Data) is not { IsAlive: true } server)
                {
                    File.Delete(announced);
                    return null;
                }

                if (ServerProcess.IsStopping(Folder) || !server.IsReady) continue;

                var address = server.SocketFolder.Length > 0
                    ? new ServerAddress(server.SocketFolder, server.Port, null)
                    : new ServerAddress("127.0.0.1", server.Port, await File.ReadAllTextAsync(PasswordFile, cancellation));
                try
                {
                    var (connection, version) = await JournalDatabase.OpenAsync(address, cancellation);
                    return new Database(connection, Texts.Format("BackendAttached", version, Data, address.Words), owned: false, () =>
                    {
                        File.Delete(announced);
                        return ValueTask.CompletedTask;
                    });
                }
                catch (NpgsqlException passing) when (passing.IsTransient || passing.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown)
                {
                    // It went down while we were at the door: look again.
                }
            }
        }
        catch
        {
            File.Delete(announced);
            throw;
        }

        File.Delete(announced);
        throw new DatabaseUnavailable(Texts.Format("StartFailedPid", Data, PostmasterPid.Read(Data)?.Pid, ""), []);
    }

    /// <summary>Makes the cluster if need be and starts it; the caller holds the data directory's lock.</summary>
    public async Task<Database> StartAsync(Binaries binaries, CancellationToken cancellation)
    {
        var isNew = !Directory.Exists(Data);
        var account = await ServerAccount.ForAsync(isNew ? null : Data, cancellation);
        ServerAccount.MakePassableFolder(Path.GetDirectoryName(Path.GetDirectoryName(Folder))!);
        ServerAccount.MakePassableFolder(Path.GetDirectoryName(Folder)!);
        ServerAccount.MakePassableFolder(Folder);
        if (isNew) await Initdb.MakeAsync(binaries, account, Data, await FlagsAsync(cancellation), data => AdmitAsync(data, account), cancellation);
        await KnowThisUserAsync(account, cancellation);
        ForgetDemand(Data);

        var address = OperatingSystem.IsWindows()
            ? ServerAddress.ForLoopback(await File.ReadAllTextAsync(PasswordFile, cancellation))
            : await ServerAddress.ForSocketAsync(Folder, account, cancellation);
        var server = await ServerProcess.StartAsync(binaries, account, Data, Folder, Settings(address), "INT", cancellation);
        try
        {
            var (connection, version) = await JournalDatabase.OpenAsync(address, cancellation);
            return new Database(
                connection, Texts.Format("BackendOwn", version, Data, address.Words), owned: true, () => StopAsync(server, address));
        }
        catch
        {
            await server.StopAsync();
            throw;
        }
    }

    /// <summary>A receiver of copies that commits were to wait for is not there before somebody starts it; whoever does asks anew.</summary>
    public static void ForgetDemand(string data)
    {
        var settings = Path.Combine(data, "postgresql.auto.conf");
        if (!File.Exists(settings)) return;
        var lines = File.ReadAllLines(settings);
        var kept = lines.Where(line => !line.StartsWith("synchronous_standby_names", StringComparison.Ordinal)).ToArray();
        if (kept.Length < lines.Length) File.WriteAllLines(settings, kept);
    }

    private async ValueTask StopAsync(ServerProcess server, ServerAddress address)
    {
        await server.StopAsync();
        if (!address.IsSocket || address.Host.StartsWith(Folder, StringComparison.Ordinal)) return;
        try
        {
            Directory.Delete(address.Host);
        }
        catch (IOException)
        {
            // Another process still uses the server, and its socket is there.
        }
    }

    /// <summary>An entry that was acknowledged survives a power cut; what teachers typed never gets into the server's log as a parameter.</summary>
    private static IReadOnlyList<string> Settings(ServerAddress address) =>
    [
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0",
        // The detail of an error quotes the row: names of people.
        "log_error_verbosity=terse",
        "logging_collector=on",
        "log_filename=postgresql-%a.log",
        "log_rotation_age=1d",
        "log_truncate_on_rotation=on",
        "password_encryption=scram-sha-256",
        "cluster_name=eljournal",
        $"port={address.Port}",
        .. address.IsSocket
            ? new[] { "listen_addresses=", $"unix_socket_directories={address.Host}", "unix_socket_permissions=0700" }
            : ["listen_addresses=127.0.0.1"],
    ];

    private async Task<IReadOnlyList<string>> FlagsAsync(CancellationToken cancellation)
    {
        string[] always = ["--data-checksums", "--auth-local=peer", "--auth-host=scram-sha-256"];
        if (!OperatingSystem.IsWindows()) return always;

        // Windows has no peer authentication; %LOCALAPPDATA% is closed to other people.
        await File.WriteAllTextAsync(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), cancellation);
        return [.. always, $"--pwfile={PasswordFile}"];
    }

    /// <summary>The superuser is whoever runs the server, or root; every other role shows a password.</summary>
    private static async Task AdmitAsync(string data, ServerAccount account)
    {
        if (OperatingSystem.IsWindows()) return;
        await File.WriteAllTextAsync(Path.Combine(data, "pg_hba.conf"), """
            local  all          postgres  peer map=eljournal
            local  replication  postgres  peer map=eljournal
            local  all          all       scram-sha-256

            """);
        await File.WriteAllTextAsync(Path.Combine(data, "pg_ident.conf"), $"""
            eljournal  root            postgres
            eljournal  {account.Name}  postgres

            """);
    }

    // The files may have come from another machine, where their owner had another name.
    private async Task KnowThisUserAsync(ServerAccount account, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()) return;
        var map = Path.Combine(Data, "pg_ident.conf");
        var known = await File.ReadAllLinesAsync(map, cancellation);
        foreach (var name in new[] { account.Name, Environment.UserName }.Distinct())
        {
            if (known.Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["eljournal", var user, "postgres"] && user == name)) continue;
            await File.AppendAllTextAsync(map, $"eljournal  {name}  postgres\n", cancellation);
        }
    }
}
