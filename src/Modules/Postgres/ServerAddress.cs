using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ElJournal.Postgres;

/// <summary>How to reach a private server: a socket in a folder of our own, on Windows a loopback port with a password.</summary>
internal sealed record ServerAddress(string Host, int Port, string? Password)
{
    // sun_path holds 108 bytes with its closing zero; macOS has 104.
    private const int LongestSocketPath = 103;

    public bool IsSocket => Path.IsPathRooted(Host);

    public string Words => IsSocket ? Texts.Format("AtSocket", Host) : Texts.Format("AtPort", Port);

    /// <summary>The socket lies in the cluster's own folder, or, where that path is too long, in a short one under /tmp.</summary>
    public static string SocketFolder(string folder)
    {
        var socket = Path.Combine(folder, "socket");
        return Encoding.UTF8.GetByteCount(Path.Combine(socket, ".s.PGSQL.5432")) <= LongestSocketPath
            ? socket
            : "/tmp/eljournal-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
    }

    public static async Task<ServerAddress> ForSocketAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        var socket = SocketFolder(folder);
        try
        {
            if (new DirectoryInfo(socket).LinkTarget is not null) throw NotOurs(socket);
            await account.MakePrivateFolderAsync(socket, cancellation);
        }
        catch (UnauthorizedAccessException)
        {
            throw NotOurs(socket);
        }

        return new ServerAddress(socket, 5432, null);
    }

    public static ServerAddress ForLoopback(string? password)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new ServerAddress("127.0.0.1", ((IPEndPoint)probe.LocalEndpoint).Port, password);
    }

    public string ConnectionString(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = "postgres",
        Password = Password,
        Database = database,
        Timezone = "UTC",
        SslMode = SslMode.Disable,
        Pooling = pooling,
    }.ConnectionString;

    private static DatabaseUnavailable NotOurs(string socket) => new(Texts.Format("SocketFolder", socket), []);
}
