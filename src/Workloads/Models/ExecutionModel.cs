using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workloads.Models;

/// <summary>
/// One way of running many calls at once. Every model runs the same calls to the same results, so that only the way differs:
/// no call is lost or run twice, results come back in the callers' order, a failure names its caller, and after a
/// cancellation nothing is left running.
/// </summary>
/// <remarks>
/// A model implements <see cref="ExecuteAsync"/> alone: hand each of the context's callers once to
/// <see cref="RunContext.Call(int, int)"/> or <see cref="RunContext.CallAsync"/>, return when all of them have come back, and stop
/// handing out more when <see cref="RunContext.IsStopped"/> says so. One that loses a call or runs one twice is told so, by a
/// <see cref="WrongModelException"/>; <see cref="VerifyAsync"/> looks at the order of the results as well.
/// </remarks>
public abstract class ExecutionModel : IAsyncDisposable
{
    /// <summary>Names the model.</summary>
    /// <param name="name">Its name, as charts and tables show it.</param>
    /// <param name="workers">How many calls it can compute at the same time, from 1 to 1,024; the cores that this process may use when left
    /// out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many workers.</exception>
    protected ExecutionModel(string name, int? workers = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Workers = WorkersOr(workers);
    }

    /// <summary>The model's name, as charts and tables show it.</summary>
    public string Name { get; }

    /// <summary>How many calls it can compute at the same time: what efficiency is measured against.</summary>
    public int Workers { get; }

    /// <summary>What runs the calls, with its version: this runtime, unless the model starts another.</summary>
    public virtual string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>The models that need no machinery, with their defaults, in the order in which notebooks show them.</summary>
    public static IReadOnlyList<ExecutionModel> InProcess =>
    [
        new SequentialModel(), new DedicatedThreadsModel(), new ThreadPoolModel(), new ParallelLoopModel(),
        new AsyncTasksModel(), new EventLoopModel(), new ChannelWorkersModel(),
    ];

    /// <summary>Runs so many callers of a workload, each with the same size.</summary>
    /// <inheritdoc cref="RunAsync(Calls, RunOptions?, CancellationToken)"/>
    public Task<Run> RunAsync(Workload workload, long size, int callers, CancellationToken cancellationToken = default) =>
        RunAsync(new Calls(workload, size, callers), options: null, cancellationToken);

    /// <summary>Runs the calls, and returns their results in the callers' order.</summary>
    /// <exception cref="CallFailedException">A call threw: the first in the callers' order. Later callers may not have run.</exception>
    /// <exception cref="WrongModelException">The model lost a call, ran one more than once, or returned something else than was
    /// expected.</exception>
    /// <exception cref="ModelFailedException">The model itself could not go on, whatever the calls are.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; no call is running any more.</exception>
    public async Task<Run> RunAsync(Calls calls, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        options ??= RunOptions.Default;
        Check(calls);
        cancellationToken.ThrowIfCancellationRequested();
        await PrepareAsync(cancellationToken).ConfigureAwait(false);

        // All are made before the clock starts.
        RunContext[] contexts = [.. Enumerable.Range(0, options.Times).Select(_ => new RunContext(calls, options, cancellationToken))];
        double seconds = await Task.Run(() => MeasureAsync(contexts), CancellationToken.None).ConfigureAwait(false);
        foreach (RunContext context in contexts)
            context.ThrowIfWrong(this, options.Expected);
        return contexts[^1].ToRun(this, seconds / contexts.Length);
    }

    /// <summary>
    /// Tries whether the model keeps its contract: runs callers of sixteen sizes, the largest first, and compares each result with what
    /// the workload returns on its own.
    /// </summary>
    /// <param name="workload">What is called.</param>
    /// <param name="maxSize">The largest size to call it with; its smallest sizes, one after the other, when left out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="WrongModelException">It does not; the message says what it did.</exception>
    /// <exception cref="CallFailedException">A call threw.</exception>
    public Task VerifyAsync(Workload workload, long? maxSize = null, CancellationToken cancellationToken = default)
    {
        const int Sizes = 16;
        ArgumentNullException.ThrowIfNull(workload);
        long range = Math.Min(maxSize ?? long.MaxValue, workload.MaxSize) - workload.MinSize;
        if (maxSize is null)
            range = Math.Min(range, Sizes - 1);
        long[] sizes = [.. Enumerable.Range(0, Sizes)
            .Select(step => workload.MinSize + range - (long)((Int128)range * step / (Sizes - 1)))];
        var expected = sizes.Distinct().ToDictionary(size => size, size => workload.Run(size, cancellationToken));
        return RunAsync(new Calls(workload, sizes), new RunOptions { Expected = size => expected[size] }, cancellationToken);
    }

    /// <summary>Whether the model can run a workload at all: one that leaves this process knows only registered ones.</summary>
    public virtual bool CanRun(Workload workload) => true;

    /// <summary>Pays what is paid once, before any clock starts: a pool of processes is started here.</summary>
    public virtual ValueTask PrepareAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>Gives back what <see cref="PrepareAsync"/> took.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// What stays warm once the model has run: its code, which all its instances share, or for a model whose calls run in
    /// processes of its own, the instance. Null for one that nothing compiles anew while it runs.
    /// </summary>
    protected internal virtual object? Warmth => GetType();

    /// <summary>Whether it stays warm as an instance, since its calls run in processes of its own.</summary>
    internal bool IsWarmByItself => ReferenceEquals(Warmth, this);

    /// <summary>Why the model refuses these calls; null when it takes them.</summary>
    internal ArgumentException? Refusal(Calls calls)
    {
        try
        {
            Check(calls);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal;
        }
    }

    /// <summary>Refuses, before anything is started, calls that the model cannot run.</summary>
    protected virtual void Check(Calls calls)
    {
        if (!CanRun(calls.Workload))
            throw new ArgumentException($"The model '{Name}' cannot run the workload '{calls.Workload}'.", nameof(calls));
    }

    /// <summary>
    /// Runs every caller of the context once, and returns when all have come back. It starts on a thread of the pool and may block it.
    /// What it throws is the model's own failure and ends the run; what a call throws, the context keeps.
    /// </summary>
    /// <param name="context">The callers, and where their results go.</param>
    protected abstract Task ExecuteAsync(RunContext context);

    /// <summary>Runs one context after the other under one reading of the clock, in seconds for all of them.</summary>
    private async Task<double> MeasureAsync(RunContext[] contexts)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (RunContext context in contexts)
        {
            context.Begin();
            await ExecuteAsync(context).ConfigureAwait(false);
            context.Print();
            if (context.HasEndedEarly)
                break;
        }

        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds, reported = contexts.Sum(context => context.ReportedSeconds);
        return reported > 0 ? reported : elapsed;
    }

    /// <summary>The number of workers to use when none is named: the cores that this process may use.</summary>
    private protected static int WorkersOr(int? workers) => workers switch
    {
        null => Environment.ProcessorCount,
        >= 1 and <= MaxWorkers => workers.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(workers), workers,
            Invariant($"A model takes from 1 to {MaxWorkers:N0} workers.")),
    };

    private const int MaxWorkers = 1_024;
}
