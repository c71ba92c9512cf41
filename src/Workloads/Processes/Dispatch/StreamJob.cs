using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Workloads.Processes.Dispatch;

/// <summary>Calls that are handed over and whose outcomes are read while others run; only so many are under way, whatever their number.</summary>
internal sealed class StreamJob(ProcessPool pool, Workload workload, BatchSizer sizer, TimeSpan? timeout) : Job(pool, sizer, timeout)
{
    /// <summary>The most calls that are handed over and not yet read.</summary>
    private const int MaxUnderWay = 32 * 1_024;

    private const int BlockSize = 1_024;

    private readonly Channel<CallOutcome[]> _outcomes = Channel.CreateUnbounded<CallOutcome[]>(new() { SingleReader = true });
    private readonly long[] _sizes = new long[MaxUnderWay];
    private long _added, _taken;
    private bool _closed;

    public override string WorkloadName => workload.Name;

    protected override long Left => _added - _taken;

    protected override bool IsOpen => !_closed;

    /// <summary>Runs all calls and returns their outcomes in the order in which they come.</summary>
    public async IAsyncEnumerable<CallOutcome> RunAsync(IEnumerable<long> sizes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IEnumerator<long> source = sizes.GetEnumerator();
        using CancellationTokenRegistration registration = cancellationToken.Register(() => Pool.Cancel(this, cancellationToken));
        try
        {
            long read = 0;
            do
            {
                AddUntil(read + MaxUnderWay, source);
                if (!await _outcomes.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
                    break;
                while (_outcomes.Reader.TryRead(out CallOutcome[]? outcomes))
                {
                    read += outcomes.Length;
                    foreach (CallOutcome outcome in outcomes)
                        yield return outcome;
                    if (_added - read < MaxUnderWay / 2)
                        break;
                }
            }
            while (true);
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            // A reader that stops early leaves calls behind.
            Pool.Cancel(this, CancellationToken.None);
        }
    }

    protected override int TakeNew(Span<long> numbers, Span<long> sizes)
    {
        int count = (int)Math.Min(numbers.Length, _added - _taken);
        for (int i = 0; i < count; i++, _taken++)
            (numbers[i], sizes[i]) = (_taken, _sizes[_taken % MaxUnderWay]);
        return count;
    }

    protected override void Keep(ReadOnlySpan<long> numbers, ReadOnlySpan<long> sizes, ReadOnlySpan<long> results, ReadOnlySpan<long> times, int worker)
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

    protected override void OnFinished(Exception? reason) => _outcomes.Writer.TryComplete(reason is OperationCanceledException ? null : reason);

    /// <summary>Takes calls from the source until so many have been added, and lets the workers have them.</summary>
    private void AddUntil(long limit, IEnumerator<long> source)
    {
        while (!_closed && _added < limit)
        {
            // The source is the caller's own code: it runs here, in the reader's flow, and under no lock.
            var block = new List<long>(BlockSize);
            bool ended = false;
            while (block.Count < BlockSize && _added + block.Count < limit && !ended)
            {
                ended = !source.MoveNext();
                if (!ended)
                    block.Add(workload.Checked(source.Current));
            }

            Change(() => Append(block, ended));
        }
    }

    private void Append(List<long> block, bool last)
    {
        foreach (long size in block)
            _sizes[_added++ % MaxUnderWay] = size;
        _closed = last;
    }
}
