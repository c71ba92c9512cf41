namespace Workloads.Execution;

/// <summary>
/// Each call is an item of work for the runtime's thread pool, as <c>submit</c> is for a <c>ThreadPoolExecutor</c> (A4). A
/// waiting call keeps its thread.
/// </summary>
public sealed class ThreadPoolModel() : ExecutionModel("thread pool", WorkersOr(null))
{
    /// <summary>Items in the pool's queue at the same time: enough to keep it busy, and memory that callers do not grow.</summary>
    internal const int MaxInFlight = 16_384;

    /// <inheritdoc/>
    private protected override Task ExecuteAsync(RunContext context)
    {
        var calls = new PooledCalls(context);
        for (int i = 0; i < Math.Min(context.Count, MaxInFlight); i++)
            ThreadPool.UnsafeQueueUserWorkItem(calls, preferLocal: false);
        return calls.Finished;
    }

    /// <summary>One object queued again and again, so that a call allocates nothing.</summary>
    private sealed class PooledCalls(RunContext context) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _taken;
        private int _left = context.Count;

        public Task Finished => _finished.Task;

        public void Execute()
        {
            int caller = Interlocked.Increment(ref _taken) - 1;
            context.Call(caller);

            // The item of one caller makes room for the one that stands so many places behind it.
            if (context.Count - caller > MaxInFlight)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            if (Interlocked.Decrement(ref _left) == 0)
                _finished.SetResult();
        }
    }
}
