using Workloads.Models;

namespace Workloads.Processes.Dispatch;

/// <summary>A list of calls, each of whose outcomes is kept in its place.</summary>
internal sealed class ListJob(ProcessPool pool, Calls calls, BatchSizer sizer, TimeSpan? timeout) : Job(pool, sizer, timeout)
{
    private readonly TaskCompletionSource<CallOutcome[]> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallOutcome[] _outcomes = new CallOutcome[calls.Count];
    private int _next;

    public Task<CallOutcome[]> Result => _result.Task;

    public override string WorkloadName => calls.Workload.Name;

    protected override long Left => calls.Count - _next;

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        int count = Math.Min(numbers.Length, calls.Count - _next);
        for (int i = 0; i < count; i++, _next++)
            (numbers[i], sizes[i]) = (_next, calls.SizeOf(_next));
        return count;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker)
    {
        for (int i = 0; i < numbers.Length; i++)
            _outcomes[numbers[i]] = new(numbers[i], sizes[i], results[i], Error: null);
    }

    protected override void KeepFailure(long number, long size, Exception failure) =>
        _outcomes[number] = new(number, size, Value: 0, failure);

    protected override void OnFinished(Exception? reason)
    {
        if (calls.AreUniform)
            Pool.Remember(calls.Workload, calls.SizeOf(0), Cost);

        if (reason is OperationCanceledException cancelled)
            _result.TrySetCanceled(cancelled.CancellationToken);
        else if (reason is not null)
            _result.TrySetException(reason);
        else
            _result.TrySetResult(_outcomes);
    }
}
