using System.Diagnostics;

namespace Workloads.Processes.Dispatch;

/// <summary>One call with bytes. It has its worker for itself until its bytes are back.</summary>
internal sealed class PayloadJob(ProcessPool pool, PayloadWorkload workload, ReadOnlyMemory<byte> input, PayloadTransport transport,
    TimeSpan? timeout)
    : Job(pool, new(workers: 1, uniform: true), timeout)
{
    private readonly TaskCompletionSource<PayloadOutcome> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _created = Stopwatch.GetTimestamp();
    private bool _taken;
    private PayloadOutcome? _outcome;
    private Exception? _failure;

    public Task<PayloadOutcome> Result => _result.Task;

    public override string WorkloadName => workload.Name;

    public ReadOnlyMemory<byte> Input => input;

    public PayloadTransport Transport => transport;

    /// <summary>The room that an area must have in each half.</summary>
    public int AreaCapacity => workload.ResultCapacity(input.Length);

    /// <summary>When the bytes began to be prepared, and when they began to be sent.</summary>
    public long Prepared { get; set; }

    /// <inheritdoc cref="Prepared"/>
    public long Sent { get; set; }

    protected override long Left => _taken ? 0 : 1;

    /// <summary>Keeps the bytes that came back; to be followed by <see cref="Job.Deliver"/>.</summary>
    public void KeepBytes(byte[] bytes, long started, long ended)
    {
        long now = Stopwatch.GetTimestamp();
        _outcome = new(
            bytes, Stopwatch.GetElapsedTime(_created, now), Stopwatch.GetElapsedTime(Prepared, Sent),
            Stopwatch.GetElapsedTime(Sent, started),
            Stopwatch.GetElapsedTime(started, ended), Stopwatch.GetElapsedTime(ended, now));
    }

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        if (_taken)
            return 0;
        _taken = true;
        (numbers[0], sizes[0]) = (0, input.Length);
        return 1;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker)
    {
        // The bytes are kept already.
    }

    protected override void KeepFailure(long number, long size, Exception failure) => _failure = failure;

    protected override void OnFinished(Exception? reason)
    {
        if (reason is OperationCanceledException cancelled)
            _result.TrySetCanceled(cancelled.CancellationToken);
        else if ((reason ?? _failure) is { } failure)
            _result.TrySetException(failure);
        else
            _result.TrySetResult(_outcome!);
    }
}
