using Workloads.Models;

namespace Workloads.Processes.Dispatch;

/// <summary>The calls of a model's run: results and failures go where every model's go.</summary>
internal sealed class RunJob : Job
{
    /// <summary>Lists up to this length are handed out with the largest size first, as long as sizes differ.</summary>
    private const int MaxSorted = 65_536;

    private readonly TaskCompletionSource _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunContext _context;
    private readonly int[]? _order;
    private int _next;

    public RunJob(ProcessPool pool, RunContext context, BatchSizer sizer)
        : base(pool, sizer, pool.Options.CallTimeout)
    {
        _context = context;
        WantsSpans = context.RecordsSpans;
        _order = LargestFirst(context.Calls);
    }

    public Task Result => _result.Task;

    public override string WorkloadName => _context.Calls.Workload.Name;

    public override bool WantsSpans { get; }

    protected override long Left => _context.Count - _next;

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        int count = 0;
        for (; count < numbers.Length && _next < _context.Count; _next++)
        {
            int caller = _order is null ? _next : _order[_next];
            if (_context.IsStopped(caller))
                continue;
            numbers[count] = caller;
            sizes[count++] = _context.Calls.SizeOf(caller);
        }

        return count;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker)
    {
        for (int i = 0; i < numbers.Length; i++)
            _context.Keep((int)numbers[i], results[i]);
        for (int i = 0; i < times.Length / 2; i++)
            _context.KeepSpan((int)numbers[i], worker, times[2 * i], times[2 * i + 1]);
    }

    /// <summary>What a call threw is its own failure; that its worker died of it, or had to be ended, is the model's.</summary>
    protected override void KeepFailure(long number, long size, Exception failure) =>
        _context.Fail((int)number, failure is RemoteException ? failure : new ProcessPoolFailedException(failure));

    protected override void OnFinished(Exception? reason)
    {
        if (_context.Calls.AreUniform)
            Pool.Remember(_context.Calls.Workload, _context.Calls.SizeOf(0), Cost);

        // A cancelled run has left out calls, which its context makes of it.
        if (reason is OperationCanceledException)
            _context.Fail(caller: 0, reason);
        if (reason is null or OperationCanceledException)
            _result.TrySetResult();
        else
            _result.TrySetException(reason);
    }

    /// <summary>Longest processing time first (Graham 1969), as far as a larger size means a longer call.</summary>
    private static int[]? LargestFirst(Calls calls)
    {
        if (calls.AreUniform || calls.Count > MaxSorted)
            return null;
        int[] order = [.. Enumerable.Range(0, calls.Count)];
        long[] keys = [.. order.Select(caller => -calls.SizeOf(caller))];
        Array.Sort(keys, order);
        return order;
    }
}
