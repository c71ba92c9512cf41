using System.Net;
using System.Net.Sockets;

namespace Workloads.TaskQueues.Tests;

/// <summary>
/// A wire to a port of this machine that can fall silent: nothing comes through any more, and neither side is told, as when a
/// cable is pulled out. Connections from before stay silent.
/// </summary>
internal sealed class SilentWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private volatile bool _silent;
    private int _generation;

    public SilentWire(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool IsSilent
    {
        get => _silent;
        set
        {
            if (value)
                Interlocked.Increment(ref _generation);
            _silent = value;
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end.
        }
    }

    private async Task ConnectAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                int generation = _generation;
                await Task.WhenAny(PumpAsync(near, far, generation), PumpAsync(far, near, generation));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone, and so is the other then.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, int generation)
    {
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = await from.GetStream().ReadAsync(buffer, _end.Token)) > 0)
        {
            if (_silent || generation != _generation)
                await Task.Delay(Timeout.Infinite, _end.Token);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}
