using System.Diagnostics;

namespace Workloads.Models;

/// <summary>
/// One run as its model sees it: callers to be called, each once. It keeps results, spans and the first failure, so that a
/// model is nothing but its way of handing calls out.
/// </summary>
public sealed class RunContext
{
    private readonly Workload _workload;
    private readonly long[] _results;
    private readonly CallSpan[]? _spans;
    private readonly Lock _failing = new();

    private volatile int _firstFailed = int.MaxValue;
    private Exception? _failure;
    private volatile bool _leftOut;
    private long _startTicks;
    private TimeSpan? _elapsed;

    internal RunContext(Calls calls, RunOptions options, CancellationToken cancellationToken)
    {
        Calls = calls;
        Token = cancellationToken;
        _workload = calls.Workload;
        _results = options.ResultsBuffer?.Length == calls.Count ? options.ResultsBuffer : new long[calls.Count];
        _spans = options.RecordSpans ? new CallSpan[calls.Count] : null;
    }

    /// <summary>What is to be run.</summary>
    public Calls Calls { get; }

    /// <summary>How many callers there are.</summary>
    public int Count => Calls.Count;

    /// <summary>Whether to keep when and where each call ran.</summary>
    public bool RecordsSpans => _spans is not null;

    /// <summary>Cancels the run.</summary>
    public CancellationToken Token { get; }

    /// <summary>
    /// Whether to hand out no further caller: the run was cancelled, or a call failed and all callers before it are out, so that
    /// the failure reported is the same as in a sequential run.
    /// </summary>
    /// <param name="nextCaller">The lowest caller that has not been handed out; asking for it and leaving it out go together.</param>
    public bool IsStopped(int nextCaller)
    {
        if (!Token.IsCancellationRequested && nextCaller <= _firstFailed)
            return false;
        _leftOut = true;
        return true;
    }

    /// <summary>Runs one caller's call on this thread, which is the worker. It never throws.</summary>
    /// <param name="caller">The caller's number; each is passed once.</param>
    public void Call(int caller) => Call(caller, _spans is null ? 0 : ThisThread);

    /// <summary>Runs one caller's call on this thread. It never throws.</summary>
    /// <param name="caller">The caller's number; each is passed once.</param>
    /// <param name="worker">Any number that tells the workers apart.</param>
    public void Call(int caller, int worker)
    {
        if (IsStopped(caller))
            return;

        long start = _spans is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            _results[caller] = _workload.Invoke(Calls.SizeOf(caller), Token);
        }
        catch (Exception exception)
        {
            Fail(caller, exception);
        }

        if (_spans is not null)
            Record(caller, worker, start);
    }

    /// <summary>Runs one caller's call; a waiting one gives the thread back meanwhile. It never throws.</summary>
    /// <param name="caller">The caller's number; each is passed once.</param>
    /// <param name="worker">Any number that tells the workers apart.</param>
    /// <param name="time">The clock whose timers are waited for.</param>
    public ValueTask CallAsync(int caller, int worker, TimeProvider? time = null)
    {
        if (_workload.Waits)
            return AwaitAsync(caller, worker, time ?? TimeProvider.System);
        Call(caller, worker);
        return ValueTask.CompletedTask;
    }

    /// <summary>A number for the thread that calls, where a model has no worker of its own to name.</summary>
    public static int ThisThread => Environment.CurrentManagedThreadId;

    /// <summary>Keeps a result that came from somewhere else than <see cref="Call(int, int)"/>, such as another process.</summary>
    public void Keep(int caller, long result) => _results[caller] = result;

    /// <summary>Keeps a whole result table's part that came from somewhere else.</summary>
    public Span<long> Results => _results;

    /// <summary>Keeps when and where a call ran that ran somewhere else.</summary>
    /// <param name="caller">The caller's number.</param>
    /// <param name="worker">Any number that tells the workers apart.</param>
    /// <param name="startTimestamp">Its start, as <see cref="Stopwatch.GetTimestamp"/> tells it in this process.</param>
    /// <param name="endTimestamp">Its end, likewise.</param>
    public void KeepSpan(int caller, int worker, long startTimestamp, long endTimestamp)
    {
        if (_spans is not null)
            _spans[caller] = new(worker, startTimestamp - _startTicks, endTimestamp - _startTicks);
    }

    /// <summary>Keeps a call's failure; of several, the one of the first caller. A <see cref="ModelFailedException"/> is the model's own.</summary>
    public void Fail(int caller, Exception exception)
    {
        if (exception is OperationCanceledException && Token.IsCancellationRequested)
        {
            _leftOut = true;
            return;
        }

        lock (_failing)
        {
            if (caller >= _firstFailed)
                return;
            _failure = exception;
            _firstFailed = caller;
        }
    }

    /// <summary>Replaces the measured time by one that was measured nearer to the calls, such as inside another process.</summary>
    public void ReportElapsed(TimeSpan elapsed) => _elapsed = elapsed;

    /// <summary>The time that replaces the measured one; null when none was reported.</summary>
    internal TimeSpan? ReportedElapsed => _elapsed;

    /// <summary>Makes it as good as new for another run of the same calls; the results stay until they are overwritten.</summary>
    internal void Restart()
    {
        _firstFailed = int.MaxValue;
        _failure = null;
        _leftOut = false;
        _elapsed = null;
    }

    /// <summary>Runs a model and takes the time.</summary>
    internal async Task MeasureAsync(Func<RunContext, Task> execute)
    {
        _startTicks = Stopwatch.GetTimestamp();
        await execute(this).ConfigureAwait(false);
        _elapsed ??= Stopwatch.GetElapsedTime(_startTicks);
    }

    /// <summary>Throws the exception that the run ended in, if it did not get to its end.</summary>
    internal void ThrowIfEndedEarly()
    {
        if (_leftOut)
            Token.ThrowIfCancellationRequested();
        if (_failure is ModelFailedException)
            throw _failure;
        if (_failure is not null)
            throw new CallFailedException(_workload, _firstFailed, Calls.SizeOf(_firstFailed), _failure);
    }

    /// <summary>Turns what was kept into a run, or into the exception that it ended in.</summary>
    internal Run Finish(ExecutionModel model)
    {
        ThrowIfEndedEarly();
        NumberWorkers();
        return new(model, Calls, _elapsed.GetValueOrDefault(), _results, _spans);
    }

    private async ValueTask AwaitAsync(int caller, int worker, TimeProvider time)
    {
        if (IsStopped(caller))
            return;

        long start = _spans is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            // The context is kept: on the event loop the call goes on where it began.
            _results[caller] = await _workload.InvokeAsync(Calls.SizeOf(caller), time, Token).ConfigureAwait(true);
        }
        catch (Exception exception)
        {
            Fail(caller, exception);
        }

        if (_spans is not null)
            Record(caller, worker, start);
    }

    private void Record(int caller, int worker, long start) => KeepSpan(caller, worker, start, Stopwatch.GetTimestamp());

    /// <summary>Replaces whatever told the workers apart by 0, 1, 2 … in the order in which they first ran a call.</summary>
    private void NumberWorkers()
    {
        if (_spans is null)
            return;

        var firstSeen = new Dictionary<int, long>();
        foreach (ref readonly CallSpan span in _spans.AsSpan())
        {
            if (!firstSeen.TryGetValue(span.Worker, out long start) || span.StartTicks < start)
                firstSeen[span.Worker] = span.StartTicks;
        }

        var numbers = firstSeen.OrderBy(pair => pair.Value).Select((pair, number) => (pair.Key, number)).ToDictionary();
        foreach (ref CallSpan span in _spans.AsSpan())
            span = span with { Worker = numbers[span.Worker] };
    }
}
