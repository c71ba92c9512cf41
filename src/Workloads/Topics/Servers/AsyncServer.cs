using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>Asynchronous: nobody waits for a slow one, and a waiting client costs no thread (A10).</summary>
internal sealed class AsyncServer(RequestServerOptions options) : RequestServer(options)
{
    protected override async Task AnswerAllAsync()
    {
        while (true)
        {
            Socket client = await AcceptAsync().ConfigureAwait(false);
            _ = Task.Run(() => AnswerAsync(client));
        }
    }
}
