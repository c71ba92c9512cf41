namespace Workloads.Models;

/// <summary>
/// A pool of threads of its own and a queue, as <c>concurrent.futures.ThreadPoolExecutor</c> is: its future is a
/// <see cref="Task"/>, and leaving the <c>using</c> waits for all of them (C2, D9).
/// </summary>
/// <remarks>
/// The runtime's own pool has as many threads as cores, and grows slowly when they block: calls that block belong on threads that
/// are theirs.
/// </remarks>
public sealed class ThreadExecutor : IDisposable
{
    /// <summary>The most threads that it may have.</summary>
    public const int MaxWorkers = 10_000;

    /// <summary>Also the lock for all that follows.</summary>
    private readonly LinkedList<Task> _queue = new();
    private readonly List<Thread> _threads = [];
    private readonly Scheduler _scheduler;
    private readonly int _maxWorkers;
    private int _idle;
    private bool _left;

    /// <summary>A pool that starts a thread for a call that finds none idle, up to a limit.</summary>
    /// <param name="maxWorkers">From 1 to <see cref="MaxWorkers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more.</exception>
    public ThreadExecutor(int maxWorkers)
    {
        if (maxWorkers is < 1 or > MaxWorkers)
            throw new ArgumentOutOfRangeException(nameof(maxWorkers), maxWorkers,
                Invariant($"A pool has from 1 to {MaxWorkers:N0} threads."));
        _maxWorkers = maxWorkers;
        _scheduler = new(this);
    }

    /// <summary>Threads started so far.</summary>
    public int Threads => Count(static _ => true);

    /// <summary>Threads that have not ended.</summary>
    internal int ThreadsAlive => Count(static thread => thread.IsAlive);

    /// <summary>Queues a call.</summary>
    /// <param name="function">Runs on one of the threads.</param>
    /// <param name="cancellationToken">Takes the call out of the queue; one that runs goes on.</param>
    /// <returns>A future; who awaits it goes on on the runtime's pool, and never keeps one of these threads.</returns>
    /// <exception cref="TaskSchedulerException">The pool has been left.</exception>
    public Task<T> Submit<T>(Func<T> function, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(function, cancellationToken,
            TaskCreationOptions.DenyChildAttach | TaskCreationOptions.RunContinuationsAsynchronously, _scheduler);

    /// <summary>Queues a task that was made before, and not started.</summary>
    public void Start(Task task) => task.Start(_scheduler);

    /// <summary>Queues a call for each item, at once, and hands the results out in the items' order as they are asked for.</summary>
    public IEnumerable<TResult> Map<T, TResult>(
        Func<T, TResult> function, IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        var futures = items.Select(item => Submit(() => function(item), cancellationToken)).ToList();
        return futures.Select(future => future.GetAwaiter().GetResult());
    }

    /// <summary>Takes no more calls, and returns when those queued have run.</summary>
    /// <exception cref="InvalidOperationException">It was called by one of the threads that it would wait for.</exception>
    public void Dispose()
    {
        lock (_queue)
        {
            if (_threads.Contains(Thread.CurrentThread))
                throw new InvalidOperationException("A thread of the pool cannot wait for its own end.");
            _left = true;
            Monitor.PulseAll(_queue);
        }

        foreach (Thread thread in _threads)
            thread.Join();
    }

    private int Count(Func<Thread, bool> which)
    {
        lock (_queue)
            return _threads.Count(which);
    }

    private void RunQueued()
    {
        while (Next() is { } task)
            _scheduler.Run(task);
    }

    /// <summary>The next task; null when there will be none.</summary>
    private Task? Next()
    {
        lock (_queue)
        {
            _idle++;
            while (_queue.Count == 0 && !_left)
                Monitor.Wait(_queue);
            _idle--;

            Task? next = _queue.First?.Value;
            if (next is not null)
                _queue.RemoveFirst();
            return next;
        }
    }

    /// <summary>A thread pool is told how to run tasks by being a scheduler.</summary>
    private sealed class Scheduler(ThreadExecutor executor) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => executor._maxWorkers;

        public void Run(Task task) => TryExecuteTask(task);

        protected override void QueueTask(Task task)
        {
            lock (executor._queue)
            {
                ObjectDisposedException.ThrowIf(executor._left, executor);
                executor._queue.AddLast(task);
                if (executor._queue.Count <= executor._idle || executor._threads.Count == executor._maxWorkers)
                {
                    Monitor.Pulse(executor._queue);
                    return;
                }

                var thread = new Thread(executor.RunQueued) { IsBackground = true, Name = "executor" };
                executor._threads.Add(thread);
                thread.Start();
            }
        }

        /// <summary>A call that is cancelled while it waits is out of the queue at once, as in Python.</summary>
        protected override bool TryDequeue(Task task)
        {
            lock (executor._queue)
                return executor._queue.Remove(task);
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks()
        {
            lock (executor._queue)
                return [.. executor._queue];
        }
    }
}
