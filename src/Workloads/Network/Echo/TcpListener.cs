using System.Net.Sockets;

namespace Workloads.Network.Echo;

/// <summary>A loopback port.</summary>
internal class TcpListener() : EchoListener(LoopbackSocket.Listen())
{
    public override IReadOnlyDictionary<string, string> Address =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = $"{LoopbackSocket.PortOf(Socket)}" };

    public override Stream Open(Socket connection)
    {
        connection.NoDelay = true;
        return base.Open(connection);
    }
}
