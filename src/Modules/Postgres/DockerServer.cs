using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ElJournal.Postgres;

/// <summary>The journal's server in a container, its data in a named volume, reached through a loopback port.</summary>
internal sealed record DockerServer(DockerEngine Engine, string Folder)
{
    private static readonly TimeSpan ReadyAtMost = TimeSpan.FromMinutes(2);

    // One data directory, one container: two schools on a machine do not meet.
    private string Name => "eljournal-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..12];

    private string PasswordFile => Path.Combine(Folder, "password");

    public static DockerServer For(DockerEngine engine, string dataDirectory) => new(engine, Path.Combine(dataDirectory, "docker"));

    /// <summary>True when this journal's data already live in a container's volume.</summary>
    public bool HasData => File.Exists(PasswordFile);

    public async Task<Database> StartAsync(CancellationToken cancellation)
    {
        var running = (await Engine.RunAsync(["inspect", "-f", "{{.State.Running}}", Name], cancellation)).Output.Trim() == "true";
        if (!running) await RunContainerAsync(await PasswordAsync(cancellation), cancellation);

        ServerUsers.ForgetDead(Folder);
        var announced = ServerUsers.Announce(Folder);
        var address = new ServerAddress("127.0.0.1", await PortAsync(cancellation), await PasswordAsync(cancellation));
        for (var until = DateTime.UtcNow + ReadyAtMost; ; await Task.Delay(200, cancellation))
        {
            try
            {
                var (connection, version) = await JournalDatabase.OpenAsync(address, cancellation);
                return new Database(
                    connection, Texts.Format("BackendDocker", version, Name, address.Words), owned: !running, () => LeaveAsync(announced));
            }
            catch (NpgsqlException notYet) when (DateTime.UtcNow < until && notYet.SqlState is not PostgresErrorCodes.InvalidPassword)
            {
                // The image starts a server, prepares the volume and starts another one.
            }
        }
    }

    // Whoever leaves last stops the container; the lock keeps a newcomer from counting on it meanwhile.
    private async ValueTask LeaveAsync(string announced)
    {
        using var turn = await FolderLock.OfAsync(Path.GetDirectoryName(Folder)!, CancellationToken.None);
        File.Delete(announced);
        if (!ServerUsers.Any(Folder)) await Engine.RunAsync(["stop", "-t", "30", Name], CancellationToken.None);
    }

    private async Task RunContainerAsync(string password, CancellationToken cancellation)
    {
        await Engine.RunAsync(["rm", "-f", Name], cancellation);
        var environment = Path.Combine(Folder, "environment");
        await WritePrivateAsync(environment, $"POSTGRES_PASSWORD={password}\nPOSTGRES_INITDB_ARGS=--data-checksums\nPGDATA=/var/lib/postgresql/data/pgdata\n");
        var said = await Engine.RunAsync(
            ["run", "-d", "--name", Name, "--env-file", environment, "-v", $"{Name}:/var/lib/postgresql/data", "-p", "127.0.0.1:0:5432",
             "--stop-signal", "SIGINT", DockerEngine.Image, "postgres", "-c", "timezone=UTC", "-c", "log_parameter_max_length=0"],
            cancellation);
        File.Delete(environment);
        if (!said.Well) throw new DatabaseUnavailable(Texts.Format("DockerRefused", said.Tail), []);
    }

    private async Task<int> PortAsync(CancellationToken cancellation)
    {
        var said = await Engine.RunAsync(["port", Name, "5432/tcp"], cancellation);
        return int.TryParse(said.Output.Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new DatabaseUnavailable(Texts.Format("DockerRefused", said.Tail), []);
    }

    private async Task<string> PasswordAsync(CancellationToken cancellation)
    {
        if (!HasData) await WritePrivateAsync(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        return await File.ReadAllTextAsync(PasswordFile, cancellation);
    }

    private async Task WritePrivateAsync(string file, string text)
    {
        Directory.CreateDirectory(Folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(text);
    }
}
