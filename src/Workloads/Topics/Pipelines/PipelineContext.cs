using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>One run of a pipeline as its stages see it: the clock, the stop, the first failure and what was recorded.</summary>
internal sealed class PipelineContext(CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _failing = new();
    private int _delivered;

    public List<Task> Working { get; } = [];

    public List<Func<StageRun>> Stages { get; } = [];

    public CancellationToken Stopping => _stop.Token;

    public PipelineFailedException? Failure { get; private set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public long Now => Stopwatch.GetTimestamp() - _start;

    public void Deliver() => Interlocked.Increment(ref _delivered);

    /// <summary>Keeps the first failure, and stops every stage.</summary>
    public void Fail(string stage, int item, Exception cause)
    {
        if (cause is OperationCanceledException && _stop.IsCancellationRequested)
            return;
        lock (_failing)
        {
            if (Failure is not null)
                return;
            Failure = new(stage, item, Volatile.Read(ref _delivered), cause);
        }

        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
