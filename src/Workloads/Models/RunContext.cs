using System.Globalization;
using System.Diagnostics;

namespace Workloads.Models;

/// <summary>
/// One run as its model sees it: callers to be called, each once. It keeps results, spans and the first failure, so that a
/// model is nothing but its way of handing calls out; and it knows which calls came back, and how often.
/// </summary>
/// <remarks>Its members may be used from any thread, as long as no two are at the same caller's call.</remarks>
public sealed class RunContext
{
    private readonly Workload _workload;
    private readonly long[] _results;
    private readonly byte[] _cameBack;
    private readonly CallSpan[]? _spans;
    private readonly Lock _failing = new();

    private volatile int _firstFailed = int.MaxValue;
    private Exception? _failure;
    private volatile bool _leftOut;
    private (int Caller, string What)? _wrong;
    private long _startTicks;

    internal RunContext(Calls calls, RunOptions options, CancellationToken cancellationToken)
    {
        Calls = calls;
        Token = cancellationToken;
        _workload = calls.Workload;
        Printer = options.Printer;
        _results = new long[calls.Count];
        _cameBack = new byte[calls.Count];
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
        if (!IsOneOfOurs(caller) || IsStopped(caller))
            return;

        long start = _spans is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            Store(caller, _workload.Invoke(Calls.SizeOf(caller), Token));
        }
        catch (Exception exception)
        {
            Fail(caller, exception);
        }

        if (_spans is not null)
            Record(caller, worker, start);
    }

    /// <summary>
    /// Runs the calls of callers that follow each other on this thread, as <see cref="Call(int, int)"/> does one, and cheaper.
    /// </summary>
    /// <param name="first">The first.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="worker">Any number that tells the workers apart.</param>
    internal void CallAll(int first, int end, int worker)
    {
        int caller = first;
        for (; _spans is not null && caller < end; caller++)
            Call(caller, worker);
        while (caller < end)
        {
            try
            {
                for (; caller < end; caller++)
                {
                    if (IsStopped(caller))
                        return;
                    Store(caller, _workload.Invoke(Calls.SizeOf(caller), Token));
                }
            }
            catch (Exception exception)
            {
                Fail(caller++, exception);
            }
        }
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

    /// <summary>
    /// Keeps a call's result that came from somewhere else than <see cref="Call(int, int)"/>, such as another process. It never throws.
    /// </summary>
    /// <param name="caller">The caller's number; each is passed once.</param>
    /// <param name="result">What its call returned.</param>
    public void Keep(int caller, long result)
    {
        if (IsOneOfOurs(caller))
            Store(caller, result);
    }

    /// <summary>Keeps when and where a call ran that ran somewhere else.</summary>
    /// <param name="caller">The caller's number.</param>
    /// <param name="worker">Any number that tells the workers apart.</param>
    /// <param name="startTimestamp">Its start, as <see cref="Stopwatch.GetTimestamp"/> tells it in this process.</param>
    /// <param name="endTimestamp">Its end, likewise.</param>
    public void KeepSpan(int caller, int worker, long startTimestamp, long endTimestamp)
    {
        if (_spans is not null && IsOneOfOurs(caller))
            _spans[caller] = new(worker, startTimestamp - _startTicks, endTimestamp - _startTicks);
    }

    /// <summary>
    /// Keeps a call's failure; of several, the one of the first caller. A <see cref="ModelFailedException"/> is the model's own.
    /// </summary>
    public void Fail(int caller, Exception exception)
    {
        if (exception is OperationCanceledException && Token.IsCancellationRequested)
        {
            _leftOut = true;
            return;
        }

        if (!IsOneOfOurs(caller))
            return;
        lock (_failing)
        {
            if (caller >= _firstFailed)
                return;
            _failure = exception;
            _firstFailed = caller;
        }
    }

    /// <summary>Replaces the measured time by one that was measured nearer to the calls, such as inside another process.</summary>
    public void ReportElapsed(TimeSpan elapsed) => ReportedSeconds = elapsed.TotalSeconds;

    /// <summary>The time that replaces the measured one; 0 when none was reported.</summary>
    internal double ReportedSeconds { get; private set; }

    /// <summary>
    /// Where each result is printed within the time; null for nowhere. A model that reports its own time prints by itself.
    /// </summary>
    internal TextWriter? Printer { get; }

    /// <summary>
    /// Whether it was cancelled, a call failed or the model went wrong: no further run of these calls would say anything.
    /// </summary>
    internal bool HasEndedEarly => _leftOut || _failure is not null || _wrong is not null;

    /// <summary>From here on spans are counted.</summary>
    internal void Begin()
    {
        if (_spans is not null)
            _startTicks = Stopwatch.GetTimestamp();
    }

    /// <summary>Prints the results, a line each.</summary>
    internal void Print()
    {
        if (Printer is null || ReportedSeconds > 0)
            return;
        foreach (long result in _results)
        {
            Printer.Write("got ");
            Printer.WriteLine(result.ToString(CultureInfo.InvariantCulture));
        }

        Printer.Flush();
    }

    /// <summary>
    /// Throws the exception that the run ended in, if it did not get to its end, and looks whether the model kept its contract.
    /// </summary>
    internal void ThrowIfWrong(ExecutionModel model, Func<long, long>? expected)
    {
        if (_leftOut)
            Token.ThrowIfCancellationRequested();
        if (_failure is ModelFailedException)
            throw _failure;
        if (_failure is not null)
            throw new CallFailedException(_workload, _firstFailed, Calls.SizeOf(_firstFailed), _failure);
        if (_wrong is var (wrongCaller, what))
            throw new WrongModelException(model, wrongCaller, what);
        if (_cameBack.AsSpan().IndexOf((byte)0) is >= 0 and var lost)
            throw new WrongModelException(model, lost,
                Invariant($"returned before the call of caller {lost} had come back: it was lost, or not waited for."));
        if (expected is not null && Mismatch(expected) is { } mismatch)
            throw new WrongModelException(model, mismatch.Caller, mismatch.What);
    }

    /// <summary>The run as it came out.</summary>
    internal Run ToRun(ExecutionModel model, double seconds)
    {
        NumberWorkers();
        return new(model, Calls, seconds, _results, _spans);
    }

    private bool IsOneOfOurs(int caller)
    {
        if ((uint)caller < (uint)_results.Length)
            return true;
        GoWrong(caller, Invariant($"called caller {caller}, where they are numbered from 0 to {Count - 1}."));
        return false;
    }

    private void Store(int caller, long result)
    {
        _results[caller] = result;

        // Not interlocked, which would cost more than the cheapest calls: only two that end within the same nanoseconds could pass for one.
        if (_cameBack[caller]++ != 0)
            GoWrong(caller, Invariant($"ran the call of caller {caller} more than once."));
    }

    private void GoWrong(int caller, string what)
    {
        lock (_failing)
            _wrong ??= (caller, what);
    }

    private (int Caller, string What)? Mismatch(Func<long, long> expected)
    {
        int caller = Calls.AreUniform
            ? _results.AsSpan().IndexOfAnyExcept(expected(Calls.SizeOf(0)))
            : Array.FindIndex([.. Enumerable.Range(0, Count)], number => _results[number] != expected(Calls.SizeOf(number)));
        if (caller < 0)
            return null;

        long size = Calls.SizeOf(caller), actual = _results[caller], right = expected(size);
        int other = Calls.AreUniform ? -1
            : Enumerable.Range(0, Count).FirstOrDefault(number => expected(Calls.SizeOf(number)) == actual, -1);
        return (caller, other >= 0
            ? Invariant($"returned the results out of order: caller {caller}, who asked for {_workload}({size}), got {actual}, the result of caller {other}.")
            : Invariant($"returned {actual} for caller {caller} of {_workload}({size}); called on its own, it returns {right}."));
    }

    private async ValueTask AwaitAsync(int caller, int worker, TimeProvider time)
    {
        if (!IsOneOfOurs(caller) || IsStopped(caller))
            return;

        long start = _spans is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            // The context is kept: on the event loop the call goes on where it began.
            Keep(caller, await _workload.InvokeAsync(Calls.SizeOf(caller), time, Token).ConfigureAwait(true));
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
