using System.Net.Sockets;

namespace Workloads.Network.Requests;

/// <summary>One client after the other on one thread: a slow request keeps all others waiting (A10).</summary>
internal sealed class OneThreadServer(RequestServerOptions options) : RequestServer(options)
{
    protected override Task AcceptAsync(Socket listener)
    {
        while (true)
            Answer(listener.Accept());
    }
}
