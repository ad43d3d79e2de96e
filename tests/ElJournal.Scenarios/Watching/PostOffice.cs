using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ElJournal.Scenarios.Watching;

/// <summary>A mail server on this machine: takes letters over SMTP and keeps them, but none for an address that begins with <c>nobody</c>.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Box box = new();
    private readonly Task work;

    private PostOffice(int port)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(point => point.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        var services = new ServiceProvider();
        services.Add(box);
        services.Add(new Doorman());
        work = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
    }

    public IReadOnlyList<MimeMessage> Letters => [.. box.Letters];

    /// <summary>A port on which nobody listens yet.</summary>
    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public static PostOffice Open(int port) => new(port);

    /// <summary>What tells a school's program of it.</summary>
    public static Dictionary<string, string?> Settings(int port) => new()
    {
        ["ElJournal:Mail:Host"] = "127.0.0.1",
        ["ElJournal:Mail:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["ElJournal:Mail:Security"] = "None",
        ["ElJournal:Mail:From"] = "journal@school.example",
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private sealed class Box : MessageStore
    {
        public System.Collections.Concurrent.ConcurrentQueue<MimeMessage> Letters { get; } = new();

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var wire = new MemoryStream(buffer.ToArray());
            Letters.Enqueue(await MimeMessage.LoadAsync(wire, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Doorman : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!to.User.StartsWith("nobody", StringComparison.Ordinal));
    }
}
