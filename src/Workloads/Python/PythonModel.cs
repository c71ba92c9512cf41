using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Python;

/// <summary>
/// CPython running the same calls, in a process of its own that stays between runs. The time is taken inside that process,
/// around the calls, so that neither its start nor the way to it is in it.
/// </summary>
public sealed class PythonModel : ExecutionModel
{
    /// <summary>The most callers of one run: CPython needs some kilobytes for each call under way.</summary>
    public const int MaxCallers = 1_000_000;

    /// <summary>What the name of a model ends in whose pool starts within the time.</summary>
    internal const string WithStartUp = " with start-up";

    /// <summary>How many threads a <c>ThreadPoolExecutor</c> has when none are named: <c>min(32, cores + 4)</c>.</summary>
    internal static int DefaultThreads => Math.Min(32, Environment.ProcessorCount + 4);

    /// <summary>How many chunks each worker gets when no chunk size is named: as many as <c>multiprocessing.Pool.map</c> gives.</summary>
    private const int ChunksPerWorker = 4;

    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly TimeSpan _deadline;
    private readonly int? _poolSize;
    private readonly int? _chunkSize;
    private PythonProcess? _process;

    /// <summary>Makes a model of a build and a pool. Nothing starts yet.</summary>
    /// <param name="python">The build that runs it.</param>
    /// <param name="pool">How it runs the calls.</param>
    /// <param name="startInside">Whether the pool is started and stopped within the time taken, as the document does it; otherwise it is
    /// started before and kept.</param>
    /// <param name="workers">How many workers; when left out the cores that this process may use, and for threads what
    /// <c>ThreadPoolExecutor</c> takes by itself.</param>
    /// <param name="chunkSize">Calls that travel together, for <see cref="PythonPool.ProcessesInChunks"/>: 1 or more; when left out each
    /// worker gets 4 chunks.</param>
    /// <param name="deadline">How long one run may take before it is ended; ten minutes when left out.</param>
    /// <exception cref="ArgumentException">The build has no interpreters with a GIL of their own, or there is no pool to start
    /// inside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of workers or the chunk size is out of its range.</exception>
    internal PythonModel(CPython python, PythonPool pool, bool startInside = false, int? workers = null, int? chunkSize = null,
        TimeSpan? deadline = null)
        : base(NameOf(pool, startInside), HasNoPool(pool) ? 1 : WorkersOr(workers))
    {
        if (pool is PythonPool.Interpreters && !python.HasInterpreters)
            throw new ArgumentException($"{python.Name} has no interpreters with a GIL of their own; 3.12 and later have.", nameof(python));
        if (HasNoPool(pool) && startInside)
            throw new ArgumentException("One thread has no pool to start within the time taken.", nameof(startInside));
        if (chunkSize < 1)
            throw new ArgumentOutOfRangeException(nameof(chunkSize), chunkSize, "A chunk has 1 call or more.");

        Python = python;
        Pool = pool;
        StartInside = startInside;
        _poolSize = pool is PythonPool.Threads ? workers : Workers;
        _chunkSize = chunkSize;
        _deadline = deadline ?? DefaultDeadline;
    }

    /// <summary>The build that runs it.</summary>
    internal CPython Python { get; }

    /// <summary>How it runs the calls.</summary>
    internal PythonPool Pool { get; }

    /// <summary>Whether the pool's start and stop are within the time taken.</summary>
    public bool StartInside { get; }

    /// <summary>
    /// The largest size that it takes; any when left out. CPython needs some forty times as long as .NET, and a sweep may have less time.
    /// </summary>
    public long MaxSize { get; init; } = long.MaxValue;

    /// <inheritdoc/>
    public override string Runtime => Python.Name;

    /// <summary>CPython compiles nothing anew but in a few calls, and its pool is started with the model.</summary>
    protected internal override object? Warmth => null;

    /// <summary>The id of the process that answers, or null when there is none.</summary>
    internal int? ProcessId => _process?.Id;

    /// <summary>
    /// The document's three ways on the newest CPython found: one thread, and a pool of threads and one of processes that are started
    /// within
    /// the time. None where no CPython was found.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting for the search.</param>
    public static async Task<IReadOnlyList<PythonModel>> DocumentsWaysAsync(CancellationToken cancellationToken = default) =>
        (await CPythons.FindAsync(cancellationToken).ConfigureAwait(false)).Newest is { } python
            ? [new(python, PythonPool.OneThread), new(python, PythonPool.Threads, startInside: true),
                new(python, PythonPool.Processes, startInside: true)]
            : [];

    /// <inheritdoc/>
    public override bool CanRun(Workload workload) => Workload.All.Contains(workload);

    /// <summary>Starts the process, and the pool when it is kept.</summary>
    /// <param name="cancellationToken">Ends what was started.</param>
    /// <exception cref="PythonFailedException">The script failed, died, or did not answer in time.</exception>
    public override async ValueTask PrepareAsync(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await StartedAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Check(Calls calls)
    {
        base.Check(calls);
        if (calls.Count > MaxCallers)
            throw new ArgumentOutOfRangeException(nameof(calls), calls.Count,
                Invariant($"The model '{Name}' of {Python.Name} takes from 1 to {MaxCallers:N0} callers."));
        if (MaxSize < long.MaxValue && Enumerable.Range(0, calls.Count).Max(calls.SizeOf) is var size && size > MaxSize)
            throw new ArgumentOutOfRangeException(nameof(calls), size, Invariant($"{Python.Name} is measured up to size {MaxSize} here."));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(RunContext context)
    {
        await _one.WaitAsync(context.Token).ConfigureAwait(false);
        try
        {
            var process = await StartedAsync(context.Token).ConfigureAwait(false);
            var request = Request(context.Calls, context.RecordsSpans, context.Printer is not null);
            Keep(await AskAsync(process, request, context.Token).ConfigureAwait(false), context);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The process, started anew when there is none or the last one has ended; a pool that is kept starts with it.</summary>
    private async Task<PythonProcess> StartedAsync(CancellationToken cancellationToken)
    {
        if (_process is { IsAlive: true } process)
            return process;

        await EndAsync().ConfigureAwait(false);
        _process = PythonProcess.Start(Python, "calls");
        await AskAsync(_process, Request(new(Workload.Nothing, 0, callers: 1)), cancellationToken).ConfigureAwait(false);
        return _process;
    }

    private async Task<Answer> AskAsync(PythonProcess process, object request, CancellationToken cancellationToken)
    {
        try
        {
            return await process.AskAsync<Answer>(request, _deadline, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // A pool that broke stays broken: the next run gets a new process.
            await EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task EndAsync()
    {
        if (_process is null)
            return;
        await _process.DisposeAsync().ConfigureAwait(false);
        _process = null;
    }

    private object Request(Calls calls, bool trace = false, bool print = false) => new
    {
        Model = ModuleOf(Pool),
        Workload = calls.Workload.Name,
        Sizes = RunsOfEqual.Of(Enumerable.Range(0, calls.Count).Select(calls.SizeOf)),
        Workers = _poolSize,
        ChunkSize = _chunkSize ?? Math.Max(1, calls.Count / (ChunksPerWorker * Workers)),
        StartUp = StartInside ? "inside" : "outside",
        Trace = trace,
        Print = print,
    };

    private void Keep(Answer answer, RunContext context)
    {
        long[] results = new long[context.Count];
        if (!RunsOfEqual.TryExpand(answer.Results, results))
            throw new PythonFailedException(
                Invariant($"{Python.Name}, {Name}, did not return one result for each of {context.Count:N0} callers."));
        for (int caller = 0; caller < results.Length; caller++)
            context.Keep(caller, results[caller]);
        for (int caller = 0; answer.Spans is { } spans && caller < context.Count; caller++)
            context.KeepSpan(caller, (int)spans[2][caller], Ticks(spans[0][caller]), Ticks(spans[1][caller]));
        context.ReportElapsed(TimeSpan.FromTicks(Math.Max(1, (long)(answer.Seconds * TimeSpan.TicksPerSecond))));
    }

    /// <summary>
    /// Nanoseconds of CPython's <c>perf_counter</c> in <see cref="Stopwatch"/> ticks: both read the system's monotonic clock.
    /// </summary>
    private static long Ticks(long nanoseconds) => (long)(nanoseconds * (Stopwatch.Frequency / 1e9));

    /// <summary>Whether all calls run on one thread, so that nothing is started before them.</summary>
    internal static bool HasNoPool(PythonPool pool) => pool is PythonPool.OneThread or PythonPool.EventLoop;

    /// <summary>The names say what a row's runtime does not: the one-thread model is the baseline of its runtime, as ours is.</summary>
    internal static string NameOf(PythonPool pool, bool startInside)
    {
        string name = pool switch
        {
            PythonPool.OneThread => "sequential",
            PythonPool.EventLoop => "event loop",
            PythonPool.Threads => "thread pool",
            PythonPool.Processes => "processes",
            PythonPool.ProcessesInChunks => "processes in chunks",
            PythonPool.Interpreters => "interpreters",
            _ => throw new ArgumentOutOfRangeException(nameof(pool), pool, "There is no such pool."),
        };
        return startInside ? name + WithStartUp : name;
    }

    private static string ModuleOf(PythonPool pool) => pool switch
    {
        PythonPool.OneThread => "one_thread",
        PythonPool.EventLoop => "event_loop",
        PythonPool.ProcessesInChunks => "processes_in_chunks",
        _ => pool.ToString().ToLowerInvariant(),
    };

    private sealed record Answer(double Seconds, long[][] Results, long[][]? Spans);
}
