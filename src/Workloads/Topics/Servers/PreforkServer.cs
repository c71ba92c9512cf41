using System.Collections.Concurrent;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Topics;

/// <summary>
/// One port, several worker processes: the kernel spreads the connections, and a worker that dies is replaced (B18). What Gunicorn
/// and its like are, where their workers inherit one socket and ours share a port.
/// </summary>
internal sealed class PreforkServer : IAsyncDisposable
{
    /// <summary>The most workers.</summary>
    public const int MaxWorkers = 64;

    private static readonly TimeSpan PauseAfterFailedStart = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<int, IServerProcess> _workers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KeptPort _kept;
    private readonly Func<int, CancellationToken, Task<IServerProcess>> _startWorker;
    private readonly List<Task> _keeping = [];
    private int _replaced;

    private PreforkServer(KeptPort kept, Func<int, CancellationToken, Task<IServerProcess>> startWorker) =>
        (_kept, _startWorker) = (kept, startWorker);

    /// <summary>The loopback port that the workers share.</summary>
    public int Port => _kept.Port;

    /// <summary>The process numbers of the workers that listen now.</summary>
    public IReadOnlyCollection<int> Workers => [.. _workers.Keys];

    /// <summary>Workers that died and were replaced.</summary>
    public int Replaced => Volatile.Read(ref _replaced);

    /// <summary>Starts the workers, and returns when all listen.</summary>
    /// <param name="workers">From 1 to <see cref="MaxWorkers"/>.</param>
    /// <param name="model">How each worker serves its clients; one after the other when left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PlatformNotSupportedException">This system does not spread connections (<see cref="SharedPort"/>).</exception>
    public static Task<PreforkServer> StartAsync(int workers, ServerModel model = ServerModel.OneThread,
        CancellationToken cancellationToken = default) => StartAsync(
        workers,
        async (port, token) =>
            await new RequestServerOptions { Model = model, Port = port, SharesPort = true }.StartAsync(token).ConfigureAwait(false),
        cancellationToken);

    /// <summary>The same with workers that a CPython runs.</summary>
    /// <param name="python">The build that runs them.</param>
    /// <param name="workers">From 1 to <see cref="MaxWorkers"/>.</param>
    /// <param name="model">How each worker serves its clients; one after the other when left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PlatformNotSupportedException">This system does not spread connections (<see cref="SharedPort"/>).</exception>
    public static Task<PreforkServer> StartAsync(
        CPython python, int workers, ServerModel model = ServerModel.OneThread, CancellationToken cancellationToken = default) =>
        StartAsync(
        workers,
        async (port, token) => await PythonRequestServer.StartAsync(python, model, port, token).ConfigureAwait(false),
        cancellationToken);

    private static async Task<PreforkServer> StartAsync(int workers, Func<int, CancellationToken, Task<IServerProcess>> startWorker,
        CancellationToken cancellationToken)
    {
        Bounds.Checked(workers, 1, MaxWorkers, nameof(workers));

        var server = new PreforkServer(SharedPort.Keep(), startWorker);
        try
        {
            IServerProcess[] started =
                await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => server.StartWorkerAsync(cancellationToken)))
                    .ConfigureAwait(false);
            server._keeping.AddRange(started.Select(worker => Task.Run(() => server.KeepAsync(worker), CancellationToken.None)));
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Kills one worker, as a crash would.</summary>
    /// <returns>Its process number.</returns>
    public int KillOne()
    {
        var (processId, worker) = _workers.First();
        worker.Kill();
        return processId;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keeping).ConfigureAwait(false);
        await Task.WhenAll(_workers.Values.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
        _workers.Clear();
        _kept.Dispose();
        _stop.Dispose();
    }

    private async Task<IServerProcess> StartWorkerAsync(CancellationToken cancellationToken)
    {
        IServerProcess worker = await _startWorker(Port, cancellationToken).ConfigureAwait(false);
        _workers[worker.ProcessId] = worker;
        return worker;
    }

    /// <summary>Waits for the end of a worker and puts another in its place, until the server stops.</summary>
    private async Task KeepAsync(IServerProcess worker)
    {
        try
        {
            while (true)
            {
                await worker.WaitForExitAsync(_stop.Token).ConfigureAwait(false);
                _workers.TryRemove(worker.ProcessId, out _);
                await worker.DisposeAsync().ConfigureAwait(false);
                worker = await StartAnotherAsync().ConfigureAwait(false);
                Interlocked.Increment(ref _replaced);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>One that does not start is no reason to be a worker short for good.</summary>
    private async Task<IServerProcess> StartAnotherAsync()
    {
        while (true)
        {
            try
            {
                return await StartWorkerAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidOperationException or PythonFailedException)
            {
                await Task.Delay(PauseAfterFailedStart, _stop.Token).ConfigureAwait(false);
            }
        }
    }
}
