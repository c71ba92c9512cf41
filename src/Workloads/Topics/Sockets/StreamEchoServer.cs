using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Accepts connections, counts them and ends those that stay silent. What the two styles share, so that their files hold nothing
/// but the style.
/// </summary>
internal abstract class StreamEchoServer(EchoListener listener, TimeSpan idleLimit) : IServer
{
    private readonly ConcurrentDictionary<EchoConnection, bool> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask, _sweeping = Task.CompletedTask;
    private long _answered;

    public EchoListener Listener { get; } = listener;

    public IReadOnlyDictionary<string, string> Address { get; } = listener.Address;

    public int Open => _connections.Count;

    public long Answered => Interlocked.Read(ref _answered);

    public IServer Start()
    {
        _accepting = Task.Run(AcceptAsync);
        _sweeping = Task.Run(SweepAsync);
        return this;
    }

    public void CountAnswer() => Interlocked.Increment(ref _answered);

    public void Leave(EchoConnection connection) => _connections.TryRemove(connection, out _);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        Listener.Socket.Dispose();
        await Task.WhenAll(_accepting, _sweeping).ConfigureAwait(false);
        while (!_connections.IsEmpty)
        {
            foreach (EchoConnection connection in _connections.Keys)
                connection.Abort();
            await Task.Delay(1).ConfigureAwait(false);
        }

        Listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// Takes up a connection and returns; whatever becomes of it, <see cref="EchoConnection.Close"/> is called in the end.
    /// </summary>
    protected abstract void Serve(EchoConnection connection);

    /// <summary>Whether an exception says no more than that a peer vanished, or talked nonsense.</summary>
    protected static bool EndsTheConnection(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException
            or OperationCanceledException;

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await Listener.Socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                if (Open >= EchoServerOptions.MaxConnections)
                {
                    socket.Dispose();
                    continue;
                }

                var connection = new EchoConnection(this, socket);
                _connections[connection] = true;
                ThreadPool.UnsafeQueueUserWorkItem(Serve, connection, preferLocal: false);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // No descriptor left, or a client that left before its turn: the server goes on, after a breath.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(idleLimit / 4);
        while (!_stop.IsCancellationRequested)
        {
            foreach (EchoConnection connection in _connections.Keys)
            {
                if (connection.SilentFor > idleLimit.TotalMilliseconds)
                    connection.Abort();
            }

            await ((Task)timer.WaitForNextTickAsync(_stop.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
