using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Workloads.Processes.Dispatch;

/// <summary>
/// Calls that are handed over and whose outcomes are read while others run; only so many are under way, whatever their number.
/// A flow of its own takes them from their source and lays them into a ring, from which the workers' links take them.
/// </summary>
internal sealed class StreamJob : Job, IThreadPoolWorkItem
{
    /// <summary>The most calls that are handed over and not yet read: a power of two.</summary>
    private const int MaxUnderWay = 32 * 1_024;

    /// <summary>
    /// How long a reader that leaves waits for the source, which is then not read any more; one that takes longer is left to itself.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    private readonly Workload _workload;
    private readonly Channel<CallOutcome[]> _outcomes = Channel.CreateUnbounded<CallOutcome[]>(new() { SingleReader = true });
    private readonly long[] _sizes = new long[MaxUnderWay];
    private readonly Lock _roomGate = new();
    private TaskCompletionSource? _room;
    private long _added, _taken, _read;
    private volatile bool _hungry, _stopped;
    private bool _closed;

    private StreamJob(ProcessPool pool, Workload workload, TimeSpan? timeout)
        : base(pool, new(pool.Workers, uniform: false), timeout) => _workload = workload;

    public override string WorkloadName => _workload.Name;

    protected override long Left => Volatile.Read(ref _added) - _taken;

    protected override bool IsOpen => !_closed;

    /// <summary>Runs all calls and returns their outcomes in the order in which they come. Each enumeration is a job of its own.</summary>
    public static async IAsyncEnumerable<CallOutcome> RunAsync(
        ProcessPool pool, Workload workload, IEnumerable<long> sizes, TimeSpan? timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var job = new StreamJob(pool, workload, timeout);
        using CancellationTokenRegistration registration = cancellationToken.Register(() => pool.Cancel(job, cancellationToken));
        pool.Submit(job);
        Task feeding = Task.Run(() => job.FeedAsync(sizes), CancellationToken.None);
        ChannelReader<CallOutcome[]> reader = job._outcomes.Reader;
        try
        {
            while (await reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (reader.TryRead(out CallOutcome[]? outcomes))
                {
                    foreach (CallOutcome outcome in outcomes)
                        yield return outcome;
                    job.MakeRoom(outcomes.Length);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            // A reader that stops early leaves calls behind, and a source that may be waiting.
            job.Stop();
            pool.Cancel(job, CancellationToken.None);
            if (!feeding.IsCompleted)
                await Task.WhenAny(feeding, Task.Delay(s_patience, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    /// <summary>Hands over what has come since the workers found nothing; run by the thread pool, while the source goes on.</summary>
    public void Execute() => Pool.Submit(this);

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        int count = (int)Math.Min(numbers.Length, Left);
        for (int i = 0; i < count; i++, _taken++)
            (numbers[i], sizes[i]) = (_taken, _sizes[_taken & (MaxUnderWay - 1)]);
        return count;
    }

    /// <summary>
    /// The source is told that workers wait, once, and then reports its next call. Either it sees this in time, or its last
    /// call is seen here: a barrier in all threads at once, paid here, spares the source one for each call.
    /// </summary>
    protected override bool HasMore()
    {
        if (_closed)
            return false;
        if (!_hungry)
        {
            _hungry = true;
            Interlocked.MemoryBarrierProcessWide();
        }

        if (Left == 0)
            return false;
        _hungry = false;
        return true;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times,
        int worker)
    {
        if (numbers.IsEmpty)
            return;
        var outcomes = new CallOutcome[numbers.Length];
        for (int i = 0; i < outcomes.Length; i++)
            outcomes[i] = new(numbers[i], sizes[i], results[i], Error: null);
        _outcomes.Writer.TryWrite(outcomes);
    }

    protected override void KeepFailure(long number, long size, Exception failure) =>
        _outcomes.Writer.TryWrite([new(number, size, Value: 0, failure)]);

    protected override void OnFinished(Exception? reason) =>
        _outcomes.Writer.TryComplete(reason is OperationCanceledException ? null : reason);

    /// <summary>Takes calls from their source as long as there is room for them, and whenever there is again.</summary>
    private async Task FeedAsync(IEnumerable<long> sizes)
    {
        try
        {
            using (IEnumerator<long> source = sizes.GetEnumerator())
            {
                while (TakeFrom(source))
                    await WaitForRoomAsync().ConfigureAwait(false);
            }

            Change(() => _closed = true);
        }
        catch (Exception exception)
        {
            // It is the caller's own code: what it throws ends the stream.
            _outcomes.Writer.TryComplete(exception);
        }
    }

    /// <summary>Each call is there for the workers before the source is asked for the next one, which may wait for its result.</summary>
    /// <returns>Whether there may be more, and no room.</returns>
    private bool TakeFrom(IEnumerator<long> source)
    {
        long limit = Volatile.Read(ref _read) + MaxUnderWay;
        while (_added < limit)
        {
            if (_stopped || !source.MoveNext())
                return false;
            _sizes[_added & (MaxUnderWay - 1)] = _workload.Checked(source.Current);
            Volatile.Write(ref _added, _added + 1);
            if (!_hungry)
                continue;
            _hungry = false;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return true;
    }

    /// <summary>Waits until half of the ring has been read, so that few are the times that it waits.</summary>
    private Task WaitForRoomAsync()
    {
        lock (_roomGate)
        {
            if (_stopped || HasRoom)
                return Task.CompletedTask;
            _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    private bool HasRoom => Volatile.Read(ref _added) - _read <= MaxUnderWay / 2;

    private void MakeRoom(int read)
    {
        lock (_roomGate)
        {
            Volatile.Write(ref _read, _read + read);
            if (HasRoom)
                _room?.TrySetResult();
        }
    }

    private void Stop()
    {
        lock (_roomGate)
        {
            _stopped = true;
            _room?.TrySetResult();
        }
    }
}
