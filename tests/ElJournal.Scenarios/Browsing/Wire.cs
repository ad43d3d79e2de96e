using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The cable between a device and the server: it can be pulled out and put in again.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _ear = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _open = new();
    private readonly Uri _server;
    private readonly Task _life;
    private volatile bool _isCut;

    public Wire(string server)
    {
        _server = new Uri(server);
        _ear.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_ear.LocalEndpoint).Port}";
        _life = Accept();
    }

    /// <summary>Where the server is for the device.</summary>
    public string Address { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var (device, server) in _open)
        {
            device.Dispose();
            server.Dispose();
        }
    }

    public void Mend() => _isCut = false;

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var device = await _ear.AcceptTcpClientAsync(_end.Token);
                if (_isCut) device.Dispose();
                else _ = Join(device);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Join(TcpClient device)
    {
        using var server = new TcpClient();
        _open[device] = server;
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
            await Task.WhenAny(device.GetStream().CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(device.GetStream(), _end.Token));
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or the browser has had enough.
        }
        finally
        {
            _open.TryRemove(device, out _);
            device.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _ear.Stop();
        await _life;
        Cut();
        _end.Dispose();
    }
}
