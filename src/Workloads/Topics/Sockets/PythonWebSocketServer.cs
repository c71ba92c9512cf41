using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// An asyncio server of WebSockets in a process of its own: the standard library has none, so the script makes the handshake by hand (D13).
/// </summary>
internal sealed class PythonWebSocketServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly PythonProcess _process;

    private PythonWebSocketServer(PythonProcess process, int port) => (_process, Port) = (process, port);

    /// <summary>The loopback port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts it, and returns when it listens.</summary>
    /// <exception cref="PythonFailedException">It did not start.</exception>
    public static async Task<PythonWebSocketServer> StartAsync(CPython python, CancellationToken cancellationToken)
    {
        var process = PythonProcess.Start(python, EchoTransports.Script);
        try
        {
            return new(process, (await process.AskAsync<Listening>(new { experiment = "listen" }, Deadline, cancellationToken)
                .ConfigureAwait(false)).Port);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What it says about itself, its garbage collected; the memory of its objects is not told apart.</summary>
    /// <exception cref="PythonFailedException">It has ended.</exception>
    public Task<ServerStatus> StatusAsync(CancellationToken cancellationToken) =>
        _process.AskAsync<ServerStatus>(new { experiment = "status" }, Deadline, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private sealed record Listening(int Port);
}
