using System.Net;
using System.Net.Sockets;

namespace Workloads.Processes;

/// <summary>Opens the sockets of every server in this library: on the loopback address, and on no other.</summary>
internal static class LoopbackSocket
{
    /// <summary>Connections that may wait to be accepted; the system cuts it down to what it allows.</summary>
    public const int Backlog = 16_384;

    /// <summary>Listens for TCP connections from this machine.</summary>
    /// <param name="port">0 for one that is free.</param>
    /// <param name="shared">Whether other processes may listen on the same port (see <see cref="Bind"/>).</param>
    public static Socket Listen(int port = 0, bool shared = false)
    {
        Socket socket = Bind(port, shared);
        socket.Listen(Backlog);
        return socket;
    }

    /// <summary>Binds a TCP socket without listening: it keeps a port for those that will.</summary>
    /// <param name="port">0 for one that is free.</param>
    /// <param name="shared">Whether other sockets that say so too, of the same user, may be bound to the same port.</param>
    /// <exception cref="PlatformNotSupportedException">Sharing was asked for, and this system does not spread connections.</exception>
    public static Socket Bind(int port = 0, bool shared = false)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (shared)
                SharedPort.Allow(socket);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A TCP connection to a port of this machine, which sends what it is given at once.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A UDP socket that takes datagrams from this machine.</summary>
    public static Socket BindUdp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>The port that a bound socket got.</summary>
    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
