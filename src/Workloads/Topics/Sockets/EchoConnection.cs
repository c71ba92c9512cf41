using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>One client of an echo server.</summary>
internal sealed class EchoConnection(StreamEchoServer server, Socket socket)
{
    /// <summary>Room for what is read at once.</summary>
    public const int BufferSize = 4_096;

    private long _lastHeard = Environment.TickCount64;

    /// <summary>What is read from and written to; asked for once.</summary>
    public Stream Open() => server.Listener.Open(socket);

    /// <summary>Milliseconds in which nothing was echoed.</summary>
    public long SilentFor => Environment.TickCount64 - Volatile.Read(ref _lastHeard);

    /// <summary>Notes that a part was echoed.</summary>
    public void Echoed()
    {
        Volatile.Write(ref _lastHeard, Environment.TickCount64);
        server.CountAnswer();
    }

    /// <summary>Breaks the connection off: whoever waits for bytes gets an exception.</summary>
    public void Abort() => socket.Dispose();

    /// <summary>Is called once, when the connection is over.</summary>
    public void Close()
    {
        socket.Dispose();
        server.Leave(this);
    }
}
