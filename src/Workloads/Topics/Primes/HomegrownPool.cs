using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>
/// The pool as document 001 builds it (B12): a queue of jobs, a queue of results, so many workers, and a poison pill for each
/// of them behind the last job. Its workers are threads, processes, or threads under a global lock (B13).
/// </summary>
public sealed class HomegrownPool
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private int _workersDone;

    /// <summary>Makes a pool; it starts its workers for each run.</summary>
    /// <param name="workers">From 1 to 1,024; the cores that this process may use when left out.</param>
    /// <param name="end">How the collector knows that everything has come.</param>
    /// <param name="kind">What the workers are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of workers is out of its range.</exception>
    public HomegrownPool(int? workers = null, PoolEnd end = PoolEnd.PillsReturned, PoolWorkers kind = PoolWorkers.Threads)
    {
        Workers = workers ?? Environment.ProcessorCount;
        if (Workers is < 1 or > 1_024)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "A pool takes from 1 to 1,024 workers.");
        End = end;
        Kind = kind;
    }

    /// <summary>How many workers it starts.</summary>
    public int Workers { get; }

    /// <summary>How its collector knows that everything has come.</summary>
    public PoolEnd End { get; }

    /// <summary>What its workers are.</summary>
    public PoolWorkers Kind { get; }

    /// <summary>Workers of the latest run that have swallowed their pill.</summary>
    public int WorkersDone => Volatile.Read(ref _workersDone);

    /// <summary>Runs a job for each size, and collects the results on this thread as they arrive.</summary>
    /// <param name="workload">What each job calls.</param>
    /// <param name="sizes">What it is called with, in the order of the job queue.</param>
    /// <param name="onResult">Called for each result taken from the queue, as the document's report prints it.</param>
    /// <param name="cancellationToken">Ends the run; no worker is left.</param>
    /// <exception cref="ArgumentException">Workers of this kind do not know the workload: processes and the lock's threads run <see cref="Workload.All"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size lies outside the workload's range.</exception>
    /// <exception cref="InvalidOperationException">A worker failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PoolRun Run(Workload workload, IReadOnlyList<long> sizes, Action<PoolResult>? onResult = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        foreach (long size in sizes)
            workload.Checked(size);
        cancellationToken.ThrowIfCancellationRequested();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PoolStaff staff = PoolStaff.Of(Kind, workload);
        using var pool = new Queues(staff, stop);
        Volatile.Write(ref _workersDone, 0);
        Thread[] workers = [];
        try
        {
            workers = Start(pool, sizes);
            List<PoolResult> collected = Collect(pool, onResult, stop.Token);
            return new(Workers, sizes.Count, collected, pool.Elapsed, pool.StartUp);
        }
        catch (OperationCanceledException) when (pool.Failure is not null)
        {
            throw new InvalidOperationException($"A worker failed: {pool.Failure.Message}", pool.Failure);
        }
        finally
        {
            stop.Cancel();
            foreach (Thread worker in workers)
                worker.Join();
        }
    }

    private Thread[] Start(Queues pool, IReadOnlyList<long> sizes)
    {
        for (int job = 0; job < sizes.Count; job++)
            pool.Jobs.Add((job, sizes[job]));
        var workers = new Thread[Workers];
        for (int worker = 0; worker < Workers; worker++)
        {
            int number = worker;
            workers[worker] = new(() => Work(pool, number)) { IsBackground = true, Name = $"worker {number}" };
            workers[worker].Start();
            pool.Jobs.Add(null);
        }

        return workers;
    }

    private void Work(Queues pool, int worker)
    {
        try
        {
            pool.Staff.Work(self => TakeJobs(pool, worker, self), pool.Stop.Token);
        }
        catch (Exception exception)
        {
            if (!pool.Stop.IsCancellationRequested)
                pool.Failure = exception;
            pool.Stop.Cancel();
        }
    }

    private void TakeJobs(Queues pool, int worker, PoolWorker self)
    {
        pool.NoteReady();
        while (NextJob(pool, self) is { } job)
        {
            TimeSpan start = pool.Elapsed;
            long result = self.Call(job.Size);
            pool.Results.Add(new PoolResult(job.Number, job.Size, result, worker, start, pool.Elapsed));
        }

        if (End == PoolEnd.PillsReturned)
            pool.Results.Add(null);
        Interlocked.Increment(ref _workersDone);
    }

    /// <summary>The next job; null when a pill was swallowed.</summary>
    private static (int Number, long Size)? NextJob(Queues pool, PoolWorker self)
    {
        (int Number, long Size)? job = null;
        self.Wait(() => job = pool.Jobs.Take(pool.Stop.Token));
        return job;
    }

    private List<PoolResult> Collect(Queues pool, Action<PoolResult>? onResult, CancellationToken cancellationToken)
    {
        var collected = new List<PoolResult>();
        int pillsBack = 0;
        while (End == PoolEnd.PillsReturned ? pillsBack < Workers : WorkersDone < Workers)
        {
            if (!pool.Results.TryTake(out PoolResult? result, (int)Glance.TotalMilliseconds, cancellationToken))
                continue;
            if (result is null)
            {
                pillsBack++;
                continue;
            }

            collected.Add(result.Value);
            onResult?.Invoke(result.Value);
        }

        return collected;
    }

    /// <summary>What the collector and the workers of one run share.</summary>
    private sealed class Queues(PoolStaff staff, CancellationTokenSource stop) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private long _readyTicks;

        public PoolStaff Staff { get; } = staff;

        public CancellationTokenSource Stop { get; } = stop;

        public BlockingCollection<(int Number, long Size)?> Jobs { get; } = [];

        public BlockingCollection<PoolResult?> Results { get; } = [];

        public Exception? Failure { get; set; }

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

        public TimeSpan StartUp => TimeSpan.FromTicks(Volatile.Read(ref _readyTicks));

        /// <summary>A worker stands ready; the last to say so counts.</summary>
        public void NoteReady()
        {
            long now = Elapsed.Ticks, before;
            while ((before = Volatile.Read(ref _readyTicks)) < now && Interlocked.CompareExchange(ref _readyTicks, now, before) != before)
            {
            }
        }

        public void Dispose()
        {
            Jobs.Dispose();
            Results.Dispose();
        }
    }
}
