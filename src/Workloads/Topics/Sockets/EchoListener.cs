using System.Net.Security;
using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>What differs between the transports that have connections.</summary>
internal abstract class EchoListener(Socket socket) : IDisposable
{
    /// <summary>The socket that listens.</summary>
    public Socket Socket { get; } = socket;

    /// <summary>What a client needs to reach it.</summary>
    public abstract IReadOnlyDictionary<string, string> Address { get; }

    /// <summary>What the server proves who it is with; null when the transport does not ask.</summary>
    public virtual SslServerAuthenticationOptions? Identity => null;

    /// <summary>The stream over an accepted connection; it closes the connection.</summary>
    public virtual Stream Open(Socket connection) => new NetworkStream(connection, ownsSocket: true);

    public virtual void Dispose() => Socket.Dispose();
}
