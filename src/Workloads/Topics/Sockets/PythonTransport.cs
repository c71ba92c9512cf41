using Workloads.Python;

namespace Workloads.Topics;

/// <summary>An asyncio echo over one transport in one style (D12): <c>asyncio.Protocol</c>'s callbacks, or coroutines over streams.</summary>
/// <param name="Transport">tcp, udp or unix.</param>
/// <param name="Style">callbacks or coroutines.</param>
/// <param name="Messages">Messages of all clients.</param>
/// <param name="Echoed">Those that came back as they were sent.</param>
/// <param name="Seconds">Each round trip's time.</param>
public sealed record PythonTransport(string Transport, string Style, int Messages, int Echoed, IReadOnlyList<double> Seconds)
{
    /// <summary>Messages that did not come back, or came back changed.</summary>
    public int Lost => Messages - Echoed;

    /// <summary>The median round trip; zero when nothing came back.</summary>
    public TimeSpan Median => Seconds.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Middle.Of(Seconds));

    /// <summary>Echoes over TCP, UDP and, where the system has them, Unix sockets; server and clients share one loop.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="clients">Clients at the same time: 1 or more.</param>
    /// <param name="messages">Messages of each, its next one when the last has come back: 1 or more.</param>
    /// <param name="size">Bytes of a message, from 1 to 65,507 (the longest datagram).</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<IReadOnlyList<PythonTransport>> EchoAsync(CPython python, int clients = 2, int messages = 200, int size = 32, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 65_507);
        return python.RunScriptAsync<IReadOnlyList<PythonTransport>>("asyncio_transports", new { clients, messages, size }, cancellationToken: cancellationToken);
    }
}
