using System.Globalization;
using Npgsql;

namespace ElJournal.Postgres.Copies;

/// <summary>
/// Восстановленный рядом: a copy unpacked into a folder of its own, brought forward by the stream, and running there on a socket that nobody
/// else knows. The living cluster is not touched.
/// </summary>
public sealed class RestoredCluster : IAsyncDisposable
{
    private static readonly string[] Restoring = ["wal", "restore.conf", "restore_hba.conf"];

    private readonly string folder;
    private readonly ServerProcess server;
    private readonly ServerAddress address;
    private bool isDown;

    private RestoredCluster(string folder, BaseCopy copy, ServerProcess server, ServerAddress address)
    {
        this.folder = folder;
        this.server = server;
        this.address = address;
        Copy = copy;
    }

    public BaseCopy Copy { get; }

    /// <summary>When the last entry that was restored was committed; the copy's own time where nothing came after it.</summary>
    public DateTimeOffset Reached { get; private set; }

    private string Data => Path.Combine(folder, BaseCopy.DataFolder);

    /// <summary>The journal's database, as the role that made the copy.</summary>
    public string Journal => ConnectionString(Copy.Database);

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString(database, pooling: false)) { Username = Copy.User }.ConnectionString;

    /// <summary>Restores the newest copy that was finished by then, and brings it up to the moment, or as far as the stream goes.</summary>
    /// <param name="to">Null: as far as the stream goes.</param>
    /// <param name="folder">A new folder; everything is kept in it.</param>
    /// <param name="isThrownAway">Nothing of it is to outlive a power cut.</param>
    public static async Task<RestoredCluster> BringUpAsync(
        CopyRepository repository, DateTimeOffset? to, string folder, bool isThrownAway, CancellationToken cancellation)
    {
        var copy = repository.Copies().LastOrDefault(candidate => to is null || candidate.Finished <= to) ?? throw new CopyFailed(CopyFault.NoCopy, repository.Folder);
        var programs = await ClusterLink.ProgramsAsync(copy.Major, cancellation);
        if (Path.Exists(folder)) throw new CopyFailed(CopyFault.Occupied, folder);
        var wal = Needed(repository, copy);
        CheckRoom(folder, copy, wal);
        var account = await ServerAccount.ForAsync(null, cancellation);
        try
        {
            ServerAccount.MakePassableFolder(folder);
            var data = Path.Combine(folder, BaseCopy.DataFolder);
            await UnpackAsync(Path.Combine(repository.FolderOf(copy), BaseCopy.DataFolder), data, folder, copy, cancellation);
            await CopyMaker.VerifyAsync(programs, data, copy.Label, cancellation);
            Configure(data, folder, wal);
            if (account.Uid is not null)
            {
                await Shell.RunAsync(
                    ["chown", "-R", $"{account.Uid}:{account.Gid}", data, .. Restoring.Select(name => Path.Combine(folder, name))], cancellation);
            }

            var address = OperatingSystem.IsWindows() ? ServerAddress.ForLoopback(null) : await ServerAddress.ForSocketAsync(folder, account, cancellation);
            var server = await StartAsync(programs, account, data, folder, address, to, isThrownAway, cancellation);
            var restored = new RestoredCluster(folder, copy, server, address);
            restored.Reached = await restored.AskReachedAsync(cancellation);
            return restored;
        }
        catch
        {
            CopyRepository.Discard(folder);
            throw;
        }
    }

    /// <summary>Stops it cleanly and gives the data directory its place, ready to be started by the server that is to keep it.</summary>
    public async Task KeepAsync(string into)
    {
        await StopAsync();
        PrivateCluster.ForgetDemand(Data);
        Directory.Move(Data, into);
    }

    /// <summary>Stops it; whatever was not kept is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        CopyRepository.Discard(folder);
        if (address.IsSocket && !address.Host.StartsWith(folder, StringComparison.Ordinal)) CopyRepository.Discard(address.Host);
    }

    private async Task StopAsync()
    {
        if (isDown) return;
        isDown = true;
        await server.StopAsync();
    }

    private static List<string> Needed(CopyRepository repository, BaseCopy copy) =>
    [
        .. repository.Stream().Where(file => string.CompareOrdinal(WalSegment.Place(file.Key), WalSegment.Place(copy.FirstSegment)) >= 0).Select(file => file.Value),
        .. repository.Histories(),
    ];

    private static void CheckRoom(string folder, BaseCopy copy, List<string> wal)
    {
        var needed = copy.Bytes + wal.Sum(file => new FileInfo(file).Length) + (64L << 20);
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        if (CopyRepository.Drive(parent) is { } drive && drive.AvailableFreeSpace < needed)
            throw new CopyFailed(CopyFault.NoRoom, parent, CopyFailed.Megabytes(needed), CopyFailed.Megabytes(drive.AvailableFreeSpace));
    }

    private static async Task UnpackAsync(string from, string to, string folder, BaseCopy copy, CancellationToken cancellation)
    {
        var said = OperatingSystem.IsWindows()
            ? await Shell.RunAsync(["robocopy", from, to, "/E", "/NFL", "/NDL", "/NJH", "/NJS"], cancellation)
            : await Shell.RunAsync(["cp", "-a", from, to], cancellation);
        if (said.Well || (OperatingSystem.IsWindows() && said.Code < 8)) return;
        throw said.Error.Contains("No space left on device", StringComparison.Ordinal)
            ? new CopyFailed(CopyFault.NoRoom, folder, CopyFailed.Megabytes(copy.Bytes), "0")
            : new CopyFailed(CopyFault.Damaged, copy.Label, said.Tail);
    }

    /// <summary>Its own configuration: the one of the living server names its log, its ports and its guests.</summary>
    private static void Configure(string data, string folder, List<string> wal)
    {
        var stream = Directory.CreateDirectory(Path.Combine(folder, "wal")).FullName;
        foreach (var file in wal) File.Copy(file, Path.Combine(stream, Path.GetFileName(file).Replace(".partial", "", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(data, "recovery.signal"), "");
        File.WriteAllText(Path.Combine(folder, "restore.conf"), "");
        // The socket lies in a folder that only the server's user and root may enter.
        File.WriteAllText(Path.Combine(folder, "restore_hba.conf"), OperatingSystem.IsWindows() ? "host all all 127.0.0.1/32 trust\n" : "local all all trust\n");
    }

    private static async Task<ServerProcess> StartAsync(
        Binaries programs, ServerAccount account, string data, string folder, ServerAddress address, DateTimeOffset? to, bool isThrownAway, CancellationToken cancellation)
    {
        var stream = Path.Combine(folder, "wal").Replace("%", "%%", StringComparison.Ordinal);
        List<string> settings =
        [
            $"config_file={Path.Combine(folder, "restore.conf")}",
            $"hba_file={Path.Combine(folder, "restore_hba.conf")}",
            OperatingSystem.IsWindows() ? $"restore_command=copy \"{stream}\\%f\" \"%p\"" : $"restore_command=cp \"{stream}/%f\" \"%p\"",
            "recovery_target_timeline=latest", "recovery_target_action=promote", "hot_standby=off", "primary_conninfo=", "primary_slot_name=",
            "archive_mode=off", "synchronous_standby_names=", "shared_preload_libraries=", "ssl=off", "logging_collector=off", "log_destination=stderr",
            "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_error_verbosity=terse", "timezone=UTC", "cluster_name=eljournal-restored",
            "max_connections=40", "max_prepared_transactions=20", isThrownAway ? "fsync=off" : "fsync=on", $"port={address.Port}",
            .. address.IsSocket
                ? new[] { "listen_addresses=", $"unix_socket_directories={address.Host}", "unix_socket_permissions=0700" }
                : ["listen_addresses=127.0.0.1"],
        ];
        if (to is { } time) settings.Add($"recovery_target_time={time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00");
        try
        {
            return await ServerProcess.StartAsync(programs, account, data, folder, settings, isThrownAway ? "QUIT" : "INT", cancellation);
        }
        catch (DatabaseUnavailable failure)
        {
            var said = File.Exists(Path.Combine(folder, "start.log")) ? await File.ReadAllTextAsync(Path.Combine(folder, "start.log"), CancellationToken.None) : failure.Message;
            throw said.Contains("before configured recovery target was reached", StringComparison.Ordinal)
                ? new CopyFailed(CopyFault.OutOfReach, to?.ToLocalTime().ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture))
                : new CopyFailed(CopyFault.NotStarted, Shell.Tail(said));
        }
    }

    private async Task<DateTimeOffset> AskReachedAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("template1"));
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select pg_last_xact_replay_timestamp()", connection);
        return await command.ExecuteScalarAsync(cancellation) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : Copy.Finished;
    }
}
