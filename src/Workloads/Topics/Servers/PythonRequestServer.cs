using System.Text.Json;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>A server that a CPython runs on a loopback port, for the same requests as the .NET ones answer (A10, B18).</summary>
internal sealed class PythonRequestServer : IServerProcess
{
    internal const string Script = "servers";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    private readonly PythonProcess _process;
    private bool _disposed;

    private PythonRequestServer(PythonProcess process, CPython python, ServerModel model, int port)
    {
        _process = process;
        Python = python;
        Model = model;
        Port = port;
    }

    /// <summary>The build that runs it.</summary>
    public CPython Python { get; }

    /// <summary>
    /// How it serves several clients: <c>socketserver.TCPServer</c>, <c>ThreadingTCPServer</c>, or <c>asyncio.start_server</c>.
    /// </summary>
    public ServerModel Model { get; }

    /// <summary>The loopback port it listens on.</summary>
    public int Port { get; }

    /// <summary>Its process's id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a server, and returns when it listens. It ends when it is disposed, and when this process does.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="model">How it serves several clients.</param>
    /// <param name="sharedPort">The port that it listens on together with others; one of its own when left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PythonFailedException">It did not start, or did not say so in time.</exception>
    public static async Task<PythonRequestServer> StartAsync(CPython python, ServerModel model, int? sharedPort = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        var process = PythonProcess.Start(python, Script);
        try
        {
            object request = new { experiment = "listen", model = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{model}"),
                shared_port = sharedPort };
            Listening listening = await process.AskAsync<Listening>(request, StartDeadline, cancellationToken).ConfigureAwait(false);
            return new(process, python, model, listening.Port);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public Task WaitForExitAsync(CancellationToken cancellationToken = default) => _process.WaitForExitAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, true) ? ValueTask.CompletedTask : _process.DisposeAsync();

    private sealed record Listening(int Port);
}
