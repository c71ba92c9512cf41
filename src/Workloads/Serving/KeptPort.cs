using System.Net.Sockets;

namespace Workloads.Processes;

/// <summary>
/// A loopback port that stays taken while those that listen on it come and go. Its socket is bound and does not listen, so the
/// kernel gives it no connection.
/// </summary>
internal sealed class KeptPort : IDisposable
{
    private readonly Socket _socket;

    internal KeptPort(Socket socket)
    {
        _socket = socket;
        Port = LoopbackSocket.PortOf(socket);
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
