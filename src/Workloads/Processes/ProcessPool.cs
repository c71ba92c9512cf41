using System.Diagnostics;
using Workloads.Models;
using Workloads.Processes.Dispatch;
using Workloads.Processes.Wire;

namespace Workloads.Processes;

/// <summary>
/// Worker processes that run calls of registered workloads, as a <c>ProcessPoolExecutor</c> does (A7, B12, D9, E9), with
/// calls sent in batches by what they cost. A call that throws fails alone, and a worker that dies is replaced and its calls
/// are run again.
/// </summary>
/// <remarks>
/// A call may run more than once when its worker dies, so it should not do anything but return a value. All members may be
/// used by many threads at once.
/// </remarks>
public sealed class ProcessPool : IAsyncDisposable
{
    /// <summary>Workers that end before they are ready, one after the other, until the pool gives up.</summary>
    private const int MaxFailedStarts = 8;

    /// <summary>How long running calls have to end by themselves after their job was cancelled, before their worker is ended.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly LinkedList<Job> _ready = new();
    private readonly HashSet<Job> _jobs = [];
    private readonly WorkerLink?[] _links;
    private readonly CostBook _costs = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _created = Stopwatch.GetTimestamp();
    private readonly Task[] _slots;

    private Exception? _ended;
    private int _awaited, _failedStarts, _lost;

    private ProcessPool(ProcessPoolOptions options)
    {
        Options = options;
        _links = new WorkerLink?[options.Workers];
        _awaited = options.Workers;

        // The workers outlive the flow that happens to start them, and carry none of its ambient values.
        using (ExecutionContext.SuppressFlow())
            _slots = [.. _links.Select((_, slot) => Task.Run(() => KeepWorkerAsync(slot)))];
    }

    /// <summary>What the pool was asked to be.</summary>
    public ProcessPoolOptions Options { get; }

    /// <summary>How many workers it has.</summary>
    public int Workers => _links.Length;

    /// <summary>How long it took until all workers were ready.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>
    /// How many workers have died and been replaced, those included that the pool ended for a time-out or a cancellation.
    /// </summary>
    public int WorkersReplaced => Volatile.Read(ref _lost);

    /// <summary>Starts a pool, and returns when all its workers are ready.</summary>
    /// <param name="workers">How many: 1 to 256, the cores that this process may use when left out.</param>
    /// <param name="cancellationToken">Ends the start; nothing is left running.</param>
    /// <inheritdoc cref="StartAsync(ProcessPoolOptions, CancellationToken)"/>
    public static Task<ProcessPool> StartAsync(int? workers = null, CancellationToken cancellationToken = default) =>
        StartAsync(workers is null ? new ProcessPoolOptions() : new() { Workers = workers.Value }, cancellationToken);

    /// <summary>Starts a pool, and returns when all its workers are ready.</summary>
    /// <exception cref="FileNotFoundException">There is no runtime to start workers with; the message lists where was looked.</exception>
    /// <exception cref="InvalidOperationException">Workers end before they are ready.</exception>
    /// <exception cref="TimeoutException">They are not ready within a minute.</exception>
    public static async Task<ProcessPool> StartAsync(ProcessPoolOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var pool = new ProcessPool(options);
        try
        {
            await pool._started.Task.WaitAsync(s_startLimit, cancellationToken).ConfigureAwait(false);
            return pool;
        }
        catch (TimeoutException late)
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw new TimeoutException(Invariant($"The worker processes were not ready within {s_startLimit.TotalSeconds:N0} s."), late);
        }
        catch
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one call in a worker.</summary>
    /// <param name="workload">One of <see cref="Workload.All"/>.</param>
    /// <param name="size">Its size.</param>
    /// <param name="timeout">How long it may run; the pool's own limit when left out.</param>
    /// <param name="cancellationToken">Gives the call up; a worker that goes on with it is ended.</param>
    /// <exception cref="ArgumentException">Workers do not know the workload, or the size is out of its range.</exception>
    /// <exception cref="RemoteException">The call threw.</exception>
    /// <exception cref="WorkerLostException">Each worker that ran it died.</exception>
    /// <exception cref="CallTimedOutException">It ran too long.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public Task<long> CallAsync(Workload workload, long size, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        RegisteredWorkloads.Check(workload, Options.AllowFaults);
        cancellationToken.ThrowIfCancellationRequested();
        var job = new SingleJob(this, workload, workload.Checked(size), SizerFor(workload, size), Limit(timeout));
        Submit(job);
        return WithCancellation(job, job.Result, cancellationToken);
    }

    /// <summary>Runs one call on bytes in a worker; the call has that worker for itself.</summary>
    /// <param name="workload">One of <see cref="PayloadWorkload.All"/>.</param>
    /// <param name="input">What it works on: up to 1 GiB. It must not change until the call has ended.</param>
    /// <param name="transport">How the bytes cross over.</param>
    /// <param name="timeout">How long it may take, the way there and back included; the pool's own limit when left out.</param>
    /// <param name="cancellationToken">Gives the call up; a worker that goes on with it is ended.</param>
    /// <exception cref="IOException">There is no place for so much shared memory; the message says where there was none.</exception>
    /// <inheritdoc cref="CallAsync(Workload, long, TimeSpan?, CancellationToken)"/>
    internal Task<PayloadOutcome> CallAsync(
        PayloadWorkload workload, ReadOnlyMemory<byte> input, PayloadTransport transport = PayloadTransport.Pipe, TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (input.Length > FrameHeader.MaxPayload)
            throw new ArgumentOutOfRangeException(nameof(input), input.Length,
                Invariant($"A call takes up to {FrameHeader.MaxPayload:N0} bytes."));
        cancellationToken.ThrowIfCancellationRequested();
        var job = new PayloadJob(this, workload, input, transport, Limit(timeout));
        Submit(job);
        return WithCancellation(job, job.Result, cancellationToken);
    }

    /// <summary>
    /// Runs calls, and returns what came of each, in their order. A call that fails does not keep the others from ending.
    /// </summary>
    /// <param name="calls">The calls, of one of <see cref="Workload.All"/>.</param>
    /// <param name="timeout">How long each may run; the pool's own limit when left out.</param>
    /// <param name="cancellationToken">Gives all of them up; workers that go on with one are ended.</param>
    /// <exception cref="ArgumentException">Workers do not know the workload.</exception>
    /// <exception cref="OperationCanceledException">They were given up.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public Task<CallOutcome[]> MapAsync(Calls calls, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        RegisteredWorkloads.Check(calls.Workload, Options.AllowFaults);
        cancellationToken.ThrowIfCancellationRequested();
        var job = new ListJob(this, calls, SizerFor(calls), Limit(timeout));
        Submit(job);
        return WithCancellation(job, job.Result, cancellationToken);
    }

    /// <summary>
    /// Runs calls and returns what came of each as soon as it is there, in the order in which they end. Up to 32,768 are handed
    /// over and not read yet at a time, so that any number of them runs in the same memory. Each enumeration runs them all.
    /// </summary>
    /// <param name="workload">One of <see cref="Workload.All"/>.</param>
    /// <param name="sizes">
    /// The calls' sizes, taken from here by a thread of the pool's while results are read, each handed over at once: a source
    /// may wait for results. One that still waits when its reader leaves is disposed of when it returns.
    /// </param>
    /// <param name="timeout">How long each may run; the pool's own limit when left out.</param>
    /// <param name="cancellationToken">Gives all of them up; workers that go on with one are ended.</param>
    /// <inheritdoc cref="MapAsync"/>
    public IAsyncEnumerable<CallOutcome> StreamAsync(
        Workload workload, IEnumerable<long> sizes, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        RegisteredWorkloads.Check(workload, Options.AllowFaults);
        ArgumentNullException.ThrowIfNull(sizes);
        return StreamJob.RunAsync(this, workload, sizes, Limit(timeout), cancellationToken);
    }

    /// <summary>
    /// What one call took a worker lately, in seconds; NaN when no such call has run, but for those among calls of other sizes.
    /// </summary>
    /// <param name="workload">What was called.</param>
    /// <param name="size">Its size.</param>
    public double CostOf(Workload workload, long size) => _costs.Find(workload, size) / Stopwatch.Frequency;

    /// <summary>The workers as they are now.</summary>
    public IReadOnlyList<WorkerInfo> GetWorkers() => [.. Links().Select(link => link.Info)];

    /// <summary>
    /// Ends the workers; calls that have not ended fail with <see cref="ObjectDisposedException"/>. Nothing is left behind.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        End(new ObjectDisposedException(nameof(ProcessPool)));
        await Task.WhenAll(_slots).ConfigureAwait(false);
    }

    /// <summary>Runs the calls of a model's run; their results go to its context.</summary>
    internal async Task RunAsync(RunContext context)
    {
        var job = new RunJob(this, context, SizerFor(context.Calls));
        Submit(job);
        using CancellationTokenRegistration registration = context.Token.UnsafeRegister(_ => Cancel(job, context.Token), state: null);
        await job.Result.ConfigureAwait(false);
    }

    /// <summary>Takes a job in, or more calls of one that is in already.</summary>
    internal void Submit(Job job)
    {
        Exception? ended;
        lock (_gate)
        {
            ended = _ended;
            if (ended is null)
            {
                _jobs.Add(job);
                job.Node ??= _ready.AddLast(job);
            }
        }

        if (ended is not null)
            job.Abort(ended);
        else if (job.IsFinished)
            Remove(job); // cancelled while its source was read
        else
            Pump();
    }

    /// <summary>Puts a job back in line that has calls to be run again.</summary>
    internal void MakeReady(Job job)
    {
        lock (_gate)
        {
            if (_jobs.Contains(job))
                job.Node ??= _ready.AddLast(job);
        }

        Pump();
    }

    /// <summary>The job whose turn it is; null when none has calls to hand out.</summary>
    /// <param name="inLine">How many jobs have calls to hand out.</param>
    internal Job? NextReady(out int inLine)
    {
        lock (_gate)
        {
            inLine = _ready.Count;
            return _ready.First?.Value;
        }
    }

    /// <summary>After its turn a job goes to the end of the line, or out of it when it has no more calls.</summary>
    /// <returns>Whether it has more.</returns>
    internal bool KeepReady(Job job)
    {
        lock (_gate)
        {
            bool more = job.HasCalls();
            if (job.Node is { } node)
            {
                if (_ready.Count > 1 || !more)
                    _ready.Remove(node);
                if (!more)
                    job.Node = null;
                else if (node.List is null)
                    _ready.AddLast(node);
            }

            return more;
        }
    }

    /// <summary>Lets a job go that has ended.</summary>
    internal void Remove(Job job)
    {
        lock (_gate)
        {
            _jobs.Remove(job);
            if (job.Node is { } node)
                _ready.Remove(node);
            job.Node = null;
        }
    }

    /// <summary>Gives a job up. Workers that go on with its calls are ended after a moment.</summary>
    internal void Cancel(Job job, CancellationToken cancellationToken)
    {
        job.Abort(new OperationCanceledException(cancellationToken));
        if (job.IsFinished)
            return;

        _ = Task.Delay(s_grace, CancellationToken.None).ContinueWith(
            _ =>
            {
                foreach (WorkerLink link in Links())
                    link.KillIfHolding(job);
            },
            TaskScheduler.Default);
    }

    /// <summary>Keeps what a call cost, for the next run of the same.</summary>
    internal void Remember(Workload workload, long size, double cost) => _costs.Keep(workload, size, cost);

    /// <summary>One more worker is ready.</summary>
    internal void OnReady()
    {
        Volatile.Write(ref _failedStarts, 0);
        if (Interlocked.Decrement(ref _awaited) != 0)
            return;
        StartUp = Stopwatch.GetElapsedTime(_created);
        _started.TrySetResult();
    }

    private TimeSpan? Limit(TimeSpan? timeout) => ProcessPoolOptions.CheckedTimeout(timeout) ?? Options.CallTimeout;

    private BatchSizer SizerFor(Calls calls) =>
        calls.AreUniform ? SizerFor(calls.Workload, calls.SizeOf(0)) : new(Workers, uniform: false);

    private BatchSizer SizerFor(Workload workload, long size) => new(Workers, uniform: true, _costs.Find(workload, size));

    private Task<T> WithCancellation<T>(Job job, Task<T> result, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled && !result.IsCompleted ? WatchAsync(job, result, cancellationToken) : result;

    private async Task<T> WatchAsync<T>(Job job, Task<T> result, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(_ => Cancel(job, cancellationToken), state: null);
        return await result.ConfigureAwait(false);
    }

    /// <summary>Hands calls out: a frame to each worker that has nothing to do, then as many as each has room for.</summary>
    private void Pump()
    {
        foreach (WorkerLink link in Links())
        {
            if (NextReady(out _) is null)
                return;
            if (link.IsIdle)
                link.Pump(maxFrames: 1);
        }

        foreach (WorkerLink link in Links())
        {
            if (NextReady(out _) is null)
                return;
            link.Pump();
        }
    }

    private IEnumerable<WorkerLink> Links()
    {
        for (int slot = 0; slot < _links.Length; slot++)
        {
            if (Volatile.Read(ref _links[slot]) is { } link)
                yield return link;
        }
    }

    /// <summary>Keeps one worker alive for as long as the pool lives.</summary>
    private async Task KeepWorkerAsync(int slot)
    {
        try
        {
            while (Volatile.Read(ref _ended) is null)
                await RunWorkerAsync(slot).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    private async Task RunWorkerAsync(int slot)
    {
        using var link = new WorkerLink(this);
        bool late;
        lock (_gate)
        {
            _links[slot] = link;
            late = _ended is not null;
        }

        // Outside the lock: links take the pool's lock under their own.
        if (late)
            link.Kill();
        Task<WorkerEnd> running = link.RunAsync();
        link.Pump();
        WorkerEnd end = await running.ConfigureAwait(false);
        lock (_gate)
            _links[slot] = null;
        if (Volatile.Read(ref _ended) is not null)
            return;

        Interlocked.Increment(ref _lost);
        if (link.StartUp is null && !link.WasKilled && Interlocked.Increment(ref _failedStarts) >= MaxFailedStarts)
            End(new InvalidOperationException(
                Invariant($"Worker processes end before they are ready, the last with exit code {end.ExitCode}. {WorkerProgram.Current.FileName} printed: {end.LastWords}")));
    }

    /// <summary>Ends the pool, for the first reason given.</summary>
    internal void End(Exception reason)
    {
        Job[] jobs;
        lock (_gate)
        {
            if (_ended is not null)
                return;
            _ended = reason;
            jobs = [.. _jobs];
        }

        _started.TrySetException(reason);
        _ = _started.Task.Exception;
        foreach (Job job in jobs)
            job.Abort(reason);
        foreach (WorkerLink link in Links())
            link.Kill();
    }
}
