using System.Diagnostics;

namespace Workloads.Processes.Dispatch;

/// <summary>
/// Calls that were handed to a pool together. Workers' links take some, and bring back results, failures, or the calls
/// themselves when a worker died with them; a job ends when every call has come to an end.
/// </summary>
/// <remarks>Links call it under their own lock; it never calls a link, and calls the pool only outside its lock.</remarks>
internal abstract class Job(ProcessPool pool, BatchSizer sizer, TimeSpan? timeout)
{
    /// <summary>Calls that take longer than this (0.5 ms) are answered one by one.</summary>
    private static readonly double s_longCall = Stopwatch.Frequency / 2_000.0;

    private readonly Lock _gate = new();
    private readonly Queue<(long Number, long Size)> _again = new();
    private Dictionary<long, int>? _deaths;
    private int _inFlight;
    private bool _finished;
    private Exception? _ended;

    /// <summary>The pool that runs it.</summary>
    protected ProcessPool Pool => pool;

    /// <summary>The name under which workers find what is called.</summary>
    public abstract string WorkloadName { get; }

    /// <summary>How long one call may run.</summary>
    public TimeSpan? Timeout => timeout;

    /// <summary>Whether to ask for the time of each call.</summary>
    public virtual bool WantsSpans => false;

    /// <summary>Its place in the pool's list of jobs that have calls to hand out.</summary>
    public LinkedListNode<Job>? Node { get; set; }

    /// <summary>What one of its calls cost, in ticks; NaN when none has come back.</summary>
    public double Cost
    {
        get
        {
            lock (_gate)
                return sizer.Cost;
        }
    }

    /// <summary>Whether every call has come to its end.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
                return _finished;
        }
    }

    /// <summary>Whether there are calls to hand out. When there are none, it is for the job to say when there are.</summary>
    public bool HasCalls()
    {
        lock (_gate)
            return _ended is null && (_again.Count > 0 || Left > 0 || HasMore());
    }

    /// <summary>Takes calls for one frame.</summary>
    /// <param name="batch">Where they go.</param>
    /// <param name="ahead">How much work lies before them at that worker, in ticks; NaN when nobody knows.</param>
    /// <param name="callsAhead">How many calls that is.</param>
    /// <param name="inLine">How many jobs have calls to hand out, this one among them.</param>
    /// <returns>False when there are none, or none that should wait behind others.</returns>
    public bool Take(CallBatch batch, double ahead, int callsAhead, int inLine)
    {
        bool taken, ends = false;
        lock (_gate)
        {
            taken = _ended is null && (callsAhead == 0 ? TakeFirst(batch, inLine) : TakeBehind(batch, ahead, callsAhead, inLine));
            if (taken)
            {
                batch.ExpectedTicks = batch.Count * sizer.Cost;
                _inFlight += batch.Count;
            }
            else
            {
                // A run that was stopped has left out the calls that it still had.
                ends = Ends();
            }
        }

        Finish(ends);
        return taken;
    }

    /// <summary>Keeps the results of the batch's next calls.</summary>
    public void Deliver(CallBatch batch, ReadOnlySpan<long> results, ReadOnlySpan<long> times, long ticks, int worker)
    {
        bool ends;
        lock (_gate)
        {
            int first = batch.Done;
            batch.Done += results.Length;
            _inFlight -= results.Length;
            if (results.Length > 0)
                sizer.Learn(results.Length, ticks);
            if (_ended is null)
                Keep(batch.Numbers.AsSpan(first, results.Length), batch.Sizes.AsSpan(first, results.Length), results, times, worker);
            ends = Ends();
        }

        Finish(ends);
    }

    /// <summary>Keeps the failure of the batch's next call.</summary>
    public void DeliverFailure(CallBatch batch, Exception failure)
    {
        bool ends;
        lock (_gate)
        {
            Fail(batch, failure);
            _inFlight--;
            ends = Ends();
        }

        Finish(ends);
    }

    /// <summary>
    /// Takes back the calls that a worker left unanswered, to be run again. Of those that travelled one by one the first may be
    /// the cause; a batch does not tell which call was running, and its calls then travel one by one, which finds the cause.
    /// </summary>
    /// <param name="batch">The batch that it left.</param>
    /// <param name="end">How the worker ended, when its end may be the first unanswered call's doing; else null.</param>
    public void GiveBack(CallBatch batch, WorkerEnd? end)
    {
        bool ends;
        lock (_gate)
        {
            _inFlight -= batch.Count - batch.Done;
            if (_ended is null)
            {
                if (end is not null && batch.OneByOne)
                    Blame(batch, end);
                for (int i = batch.Done; i < batch.Count; i++)
                    _again.Enqueue((batch.Numbers[i], batch.Sizes[i]));
            }

            ends = Ends();
        }

        if (!ends)
            pool.MakeReady(this);
        Finish(ends);
    }

    /// <summary>Ends it early: no further call is handed out, and what comes back is dropped.</summary>
    public void Abort(Exception reason)
    {
        bool ends;
        lock (_gate)
        {
            _ended ??= reason;
            _again.Clear();
            ends = Ends();
        }

        Finish(ends);
    }

    /// <summary>Changes what there is to hand out, under the lock.</summary>
    protected void Change(Action change)
    {
        bool ends;
        lock (_gate)
        {
            change();
            ends = Ends();
        }

        if (!ends)
            pool.Submit(this);
        Finish(ends);
    }

    /// <summary>How many calls have not been handed out yet.</summary>
    protected abstract long Left { get; }

    /// <summary>Whether more calls may still be added.</summary>
    protected virtual bool IsOpen => false;

    /// <summary>Nothing is left to hand out; called under the lock.</summary>
    /// <returns>Whether something has come in meanwhile.</returns>
    protected virtual bool HasMore() => false;

    /// <summary>Fills in the next calls, under the lock; fewer than there is room for when there are no more.</summary>
    protected abstract int TakeNew(Span<long> numbers, Span<long> sizes);

    /// <summary>Keeps results, under the lock.</summary>
    protected abstract void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker);

    /// <summary>Keeps a failure, under the lock.</summary>
    protected abstract void KeepFailure(long number, long size, Exception failure);

    /// <summary>Everything has come to an end: once, outside the lock.</summary>
    /// <param name="reason">Why it ended early; null when it did not.</param>
    protected abstract void OnFinished(Exception? reason);

    private bool TakeFirst(CallBatch batch, int inLine)
    {
        if (_again.Count == 0)
            return TakeNext(batch, sizer.Next(Left, inLine));

        int count = Math.Min(_again.Count, BatchSizer.MaxBatch);
        batch.Reset(this, count);
        for (; batch.Count < count; batch.Count++)
            (batch.Numbers[batch.Count], batch.Sizes[batch.Count]) = _again.Dequeue();
        batch.OneByOne = true;
        return true;
    }

    /// <summary>Behind other calls goes only what is known to be short: another worker may be free sooner.</summary>
    private bool TakeBehind(CallBatch batch, double ahead, int callsAhead, int inLine)
    {
        int wanted = sizer.Next(Left, inLine);
        return _again.Count == 0 && sizer.MayQueue(wanted, ahead, callsAhead, Left, inLine) && TakeNext(batch, wanted);
    }

    private bool TakeNext(CallBatch batch, int wanted)
    {
        batch.Reset(this, wanted);
        batch.Count = TakeNew(batch.Numbers.AsSpan(0, wanted), batch.Sizes.AsSpan(0, wanted));
        batch.OneByOne = pool.Options.MaxReruns == 0 || double.IsNaN(sizer.Cost) || sizer.Cost > s_longCall;
        return batch.Count > 0;
    }

    private void Blame(CallBatch batch, WorkerEnd end)
    {
        long number = batch.Numbers[batch.Done];
        if (end.TimedOut is { } allowed)
        {
            Fail(batch, new CallTimedOutException(number, allowed));
            return;
        }

        _deaths ??= [];
        int deaths = _deaths[number] = _deaths.GetValueOrDefault(number) + 1;
        if (deaths > pool.Options.MaxReruns)
            Fail(batch, new WorkerLostException(number, deaths, end.ExitCode, end.LastWords));
    }

    private void Fail(CallBatch batch, Exception failure)
    {
        int call = batch.Done++;
        if (_ended is null)
            KeepFailure(batch.Numbers[call], batch.Sizes[call], failure);
    }

    private bool Ends()
    {
        if (_finished || _inFlight > 0 || (_ended is null && (_again.Count > 0 || Left > 0 || IsOpen)))
            return false;
        return _finished = true;
    }

    private void Finish(bool ends)
    {
        if (!ends)
            return;
        pool.Remove(this);
        OnFinished(_ended);
    }
}

/// <summary>How a worker ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="LastWords">The end of what it printed.</param>
/// <param name="TimedOut">How long its call had been allowed to run, when the pool ended it for that.</param>
internal sealed record WorkerEnd(int ExitCode, string LastWords, TimeSpan? TimedOut);
