namespace Workloads.Processes;

/// <summary>A server that runs as a process of its own, whatever it is written in.</summary>
internal interface IServerProcess : IAsyncDisposable
{
    /// <summary>The number by which the system knows it.</summary>
    int ProcessId { get; }

    /// <summary>The loopback port it listens on.</summary>
    int Port { get; }

    /// <summary>Ends it at once, as a crash would.</summary>
    void Kill();

    /// <summary>Returns when it has ended.</summary>
    Task WaitForExitAsync(CancellationToken cancellationToken = default);
}
