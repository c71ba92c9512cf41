using System.Net.Sockets;

namespace Workloads.Processes;

/// <summary>
/// One port for several listening processes, among which the kernel spreads the connections (Linux' <c>SO_REUSEPORT</c>,
/// since 3.9).
/// </summary>
internal static class SharedPort
{
    private const int SocketLevel = 1;
    private const int ReusePort = 15;

    /// <summary>Whether this system spreads connections over the sockets that share a port.</summary>
    /// <remarks>Others know the option too, and hand every connection to the last socket (macOS), or have none (Windows).</remarks>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Why not, where it is not supported.</summary>
    public const string WhyNot =
        "One port for several processes needs Linux' SO_REUSEPORT, which this system does not have: not shown here.";

    /// <summary>Keeps a free loopback port for processes that will listen on it together; it takes no connection itself.</summary>
    /// <exception cref="PlatformNotSupportedException">This system does not spread connections.</exception>
    public static KeptPort Keep() => new(LoopbackSocket.Bind(shared: true));

    internal static void Allow(Socket socket)
    {
        if (!IsSupported)
            throw new PlatformNotSupportedException(WhyNot);
        Span<byte> on = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(on, 1);
        socket.SetRawSocketOption(SocketLevel, ReusePort, on);
    }
}
