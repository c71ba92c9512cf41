using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>A loopback port.</summary>
internal class TcpEchoListener() : EchoListener(LoopbackSocket.Listen())
{
    public override IReadOnlyDictionary<string, string> Address =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = Invariant($"{LoopbackSocket.PortOf(Socket)}") };

    public override Stream Open(Socket connection)
    {
        connection.NoDelay = true;
        return base.Open(connection);
    }
}
