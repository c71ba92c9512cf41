using System.Net;
using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>Receive, send back, again (D12).</summary>
internal sealed class AsyncUdpEchoServer : UdpEchoServer
{
    public override IServer Start()
    {
        _ = Task.Run(EchoAsync);
        return this;
    }

    private async Task EchoAsync()
    {
        byte[] buffer = new byte[MaxDatagram];
        var peer = new SocketAddress(Socket.AddressFamily);
        while (!IsStopped)
        {
            try
            {
                int count = await Socket.ReceiveFromAsync(buffer, SocketFlags.None, peer).ConfigureAwait(false);
                await Socket.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, peer).ConfigureAwait(false);
                CountAnswer();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // A peer that is gone already: the next datagram is another's.
            }
        }
    }
}
