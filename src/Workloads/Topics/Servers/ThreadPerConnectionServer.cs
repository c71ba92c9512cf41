using System.Net.Sockets;

namespace Workloads.Topics;

/// <summary>A thread for each connection: nobody waits for a slow one, and ten thousand clients are ten thousand threads (A10).</summary>
internal sealed class ThreadPerConnectionServer(RequestServerOptions options) : RequestServer(options)
{
    protected override Task AnswerAllAsync()
    {
        while (true)
        {
            Socket client = Accept();
            while (!TryStart(client))
                Thread.Sleep(1);
        }
    }

    /// <summary>False where the system lets this process have no more threads: the client then waits until one has ended.</summary>
    private bool TryStart(Socket client)
    {
        try
        {
            new Thread(() => Answer(client)) { IsBackground = true }.Start();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
