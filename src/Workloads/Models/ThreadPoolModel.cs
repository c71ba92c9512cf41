namespace Workloads.Models;

/// <summary>
/// Each call is an item of work for the runtime's thread pool, as <c>submit</c> is for a <c>ThreadPoolExecutor</c> (A4). A
/// waiting call keeps its thread.
/// </summary>
/// <remarks>
/// The callers are dealt out in as many shares as there are cores, and each share's items go to the queue of the pool thread
/// that takes it, from which idle threads steal: one queue and one counter for all would be what the cores fight over.
/// </remarks>
public sealed class ThreadPoolModel() : ExecutionModel("thread pool", WorkersOr(null))
{
    /// <summary>Items in the pool's queues at the same time: enough to keep it busy, and memory that callers do not grow.</summary>
    internal const int MaxInFlight = 16_384;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(RunContext context)
    {
        int shares = Math.Min(Workers, context.Count);
        return Task.WhenAll(Enumerable.Range(0, shares).Select(share =>
        {
            var calls = new Share(context, Part(share), Part(share + 1), MaxInFlight / Workers);
            ThreadPool.UnsafeQueueUserWorkItem(static calls => calls.QueueFirst(), calls, preferLocal: false);
            return calls.Finished;
        }));

        int Part(int share) => (int)((long)context.Count * share / shares);
    }

    /// <summary>The callers of one share: one object queued again and again, so that a call allocates nothing.</summary>
    private sealed class Share(RunContext context, int first, int end, int maxInFlight) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next = first;
        private int _left = end - first;

        public Task Finished => _finished.Task;

        public void QueueFirst()
        {
            // The bound is read before the first is queued: from then on idle threads run items of this share, and each makes _left
            // smaller.
            for (int left = Math.Min(Volatile.Read(ref _left), maxInFlight); left > 0; left--)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }

        public void Execute()
        {
            int caller = Interlocked.Increment(ref _next) - 1;
            context.Call(caller);

            // The item of one caller makes room for the one that stands so many places behind it.
            if (end - caller > maxInFlight)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            if (Interlocked.Decrement(ref _left) == 0)
                _finished.SetResult();
        }
    }
}
