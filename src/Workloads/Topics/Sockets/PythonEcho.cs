using Workloads.Python;

namespace Workloads.Topics;

/// <summary>Messages there and back between an asyncio server and its clients, all on one loop (C10).</summary>
/// <param name="Echoed">Messages that came back as they were sent.</param>
/// <param name="Seconds">From the first connect to the last answer.</param>
public sealed record PythonEcho(int Echoed, double Seconds)
{
    /// <summary>Messages a second, there and back.</summary>
    public double MessagesPerSecond => Echoed / Seconds;

    /// <summary>Lets clients talk to the server.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="clients">1 or more.</param>
    /// <param name="messages">Messages by each, 1 or more.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="PythonFailedException">The script failed, or did not answer in time.</exception>
    public static Task<PythonEcho> TalkAsync(CPython python, int clients = 100, int messages = 50, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        return python.RunScriptAsync<PythonEcho>("asyncio_echo", new { clients, messages }, cancellationToken: cancellationToken);
    }
}
