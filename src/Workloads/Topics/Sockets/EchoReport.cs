using Workloads.Serving;

namespace Workloads.Topics;

/// <summary>What came out of messages sent to an echo server, each client's next when its last had come back.</summary>
/// <param name="Server">The server.</param>
/// <param name="Clients">Clients at the same time.</param>
/// <param name="Messages">Messages of all clients.</param>
/// <param name="Size">Bytes of a message.</param>
/// <param name="Echoed">Messages that came back as they were sent.</param>
/// <param name="Elapsed">From the first message to the last, without connecting.</param>
/// <param name="RoundTrip">How long each was under way.</param>
/// <param name="ConnectTime">The time in which all clients connected.</param>
public sealed record EchoReport(
    EchoServerOptions Server, int Clients, int Messages, int Size, int Echoed, TimeSpan Elapsed, LatencyHistogram RoundTrip, TimeSpan ConnectTime)
{
    /// <summary>Messages that did not come back, or came back changed.</summary>
    public int Lost => Messages - Echoed;

    /// <summary>Messages a second, there and back.</summary>
    public double PerSecond => Echoed / Elapsed.TotalSeconds;
}
