namespace Workloads.Processes.Dispatch;

/// <summary>One call, whose result is awaited by itself.</summary>
internal sealed class SingleJob(ProcessPool pool, Workload workload, long size, BatchSizer sizer, TimeSpan? timeout)
    : Job(pool, sizer, timeout)
{
    private readonly TaskCompletionSource<long> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _taken;
    private long _value;
    private Exception? _failure;

    public Task<long> Result => _result.Task;

    public override string WorkloadName => workload.Name;

    protected override long Left => _taken ? 0 : 1;

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        if (_taken)
            return 0;
        _taken = true;
        (numbers[0], sizes[0]) = (0, size);
        return 1;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker) =>
        _value = results.Length > 0 ? results[0] : _value;

    protected override void KeepFailure(long number, long size, Exception failure) => _failure = failure;

    protected override void OnFinished(Exception? reason)
    {
        if (reason is null && _failure is null)
            Pool.Remember(workload, size, Cost);

        if (reason is OperationCanceledException cancelled)
            _result.TrySetCanceled(cancelled.CancellationToken);
        else if ((reason ?? _failure) is { } failure)
            _result.TrySetException(failure);
        else
            _result.TrySetResult(_value);
    }
}
