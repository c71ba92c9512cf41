using Workloads.Python;

namespace Workloads.Topics;

/// <summary>How <see cref="PythonRequestServer"/> serves several clients.</summary>
public enum PythonServerModel
{
    /// <summary><c>socketserver.TCPServer</c>: one client after the other (A10).</summary>
    OneThread,

    /// <summary><c>socketserver.ThreadingTCPServer</c>: a thread for each connection.</summary>
    ThreadPerConnection,

    /// <summary><c>asyncio.start_server</c>: one thread that waits for all.</summary>
    Async,
}

/// <summary>The models' names in words.</summary>
public static class PythonServerModelNames
{
    /// <summary>A model's name in words.</summary>
    /// <param name="model">The model.</param>
    public static string ToText(this PythonServerModel model) => model switch
    {
        PythonServerModel.OneThread => "one thread",
        PythonServerModel.ThreadPerConnection => "a thread each",
        _ => "asyncio",
    };
}

/// <summary>A server that a CPython runs on a loopback port, for the same requests as the .NET ones answer (A10, B18).</summary>
public sealed class PythonRequestServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    private readonly PythonProcess _process;
    private bool _disposed;

    private PythonRequestServer(PythonProcess process, CPython python, PythonServerModel model, int port)
    {
        _process = process;
        Python = python;
        Model = model;
        Port = port;
    }

    /// <summary>The build that runs it.</summary>
    public CPython Python { get; }

    /// <summary>How it serves several clients.</summary>
    public PythonServerModel Model { get; }

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
    public static async Task<PythonRequestServer> StartAsync(CPython python, PythonServerModel model, int? sharedPort = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(python);
        var process = PythonProcess.Start(python, "request_server");
        try
        {
            Listening listening = await process.AskAsync<Listening>(new { model = NameOf(model), shared_port = sharedPort }, StartDeadline, cancellationToken).ConfigureAwait(false);
            return new(process, python, model, listening.Port);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, true) ? ValueTask.CompletedTask : _process.DisposeAsync();

    private static string NameOf(PythonServerModel model) => model switch
    {
        PythonServerModel.OneThread => "one_thread",
        PythonServerModel.ThreadPerConnection => "thread_per_connection",
        _ => "async",
    };

    private sealed record Listening(int Port);
}
