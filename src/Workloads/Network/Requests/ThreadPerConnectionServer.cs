using System.Net.Sockets;

namespace Workloads.Network.Requests;

/// <summary>A thread for each connection: nobody waits for a slow one, and ten thousand clients are ten thousand threads (A10).</summary>
internal sealed class ThreadPerConnectionServer(RequestServerOptions options) : RequestServer(options)
{
    protected override Task AnswerAllAsync()
    {
        while (true)
        {
            Socket client = Accept();
            new Thread(() => Answer(client)) { IsBackground = true }.Start();
        }
    }
}
