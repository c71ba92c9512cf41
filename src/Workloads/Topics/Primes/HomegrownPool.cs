using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workloads.Topics;

/// <summary>
/// The pool as document 001 builds it (B12): a queue of jobs, a queue of results, so many workers, and a poison pill for each of them
/// behind the last job, which comes back through the queue of results behind the worker's own. Its workers are threads, processes, or
/// threads under a global lock (B13).
/// </summary>
public sealed class HomegrownPool
{
    /// <summary>Makes a pool; it starts its workers for each run.</summary>
    /// <param name="workers">From 1 to 1,024; the cores that this process may use when left out.</param>
    /// <param name="kind">What the workers are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of workers is out of its range.</exception>
    public HomegrownPool(int? workers = null, PoolWorkers kind = PoolWorkers.Threads)
    {
        Workers = workers ?? Environment.ProcessorCount;
        if (Workers is < 1 or > 1_024)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "A pool takes from 1 to 1,024 workers.");
        Kind = kind;
    }

    /// <summary>How many workers it starts.</summary>
    public int Workers { get; }

    /// <summary>What its workers are.</summary>
    public PoolWorkers Kind { get; }

    /// <summary>Runs a job for each size, and collects the results on this thread as they arrive.</summary>
    /// <param name="workload">What each job calls.</param>
    /// <param name="sizes">What it is called with, in the order of the job queue.</param>
    /// <param name="cancellationToken">Ends the run; no worker is left.</param>
    /// <exception cref="ArgumentException">
    /// Workers of this kind do not know the workload: processes and the lock's threads run <see cref="Workload.All"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size lies outside the workload's range.</exception>
    /// <exception cref="InvalidOperationException">A worker failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IDisplayable Run(Workload workload, IReadOnlyList<long> sizes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        foreach (long size in sizes)
            workload.Checked(size);
        cancellationToken.ThrowIfCancellationRequested();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PoolStaff staff = PoolStaff.Of(Kind, workload);
        using var queues = new Queues(stop.Token);
        long start = Stopwatch.GetTimestamp();
        var ready = new TimeSpan[Workers];
        Exception? failure = null;
        foreach ((int number, long size) in sizes.Index())
            queues.Jobs.Add((number, size), CancellationToken.None);
        Thread[] workers = [.. Enumerable.Range(0, Workers).Select(worker =>
            new Thread(() => Work(worker)) { IsBackground = true, Name = Invariant($"worker {worker}") })];
        foreach (Thread worker in workers)
        {
            worker.Start();
            queues.Jobs.Add(null, CancellationToken.None);
        }

        try
        {
            List<PoolResult> collected = Collect(queues);
            return new PoolRun(Workers, sizes.Count, collected, Stopwatch.GetElapsedTime(start), ready.Max());
        }
        catch (OperationCanceledException) when (failure is not null)
        {
            throw new InvalidOperationException($"A worker failed: {failure.Message}", failure);
        }
        finally
        {
            stop.Cancel();
            foreach (Thread worker in workers)
                worker.Join();
        }

        void Work(int worker)
        {
            try
            {
                staff.Work(
                    self =>
                    {
                        ready[worker] = Stopwatch.GetElapsedTime(start);
                        TakeJobs(queues, worker, self, start);
                    },
                    stop.Token);
            }
            catch (Exception exception)
            {
                if (!stop.IsCancellationRequested)
                    failure = exception;
                stop.Cancel();
            }
        }
    }

    private static void TakeJobs(Queues queues, int worker, PoolWorker self, long start)
    {
        while (Next() is { } job)
        {
            TimeSpan from = Stopwatch.GetElapsedTime(start);
            long result = self.Call(job.Size);
            queues.Results.Add(new PoolResult(job.Number, job.Size, result, worker, from, Stopwatch.GetElapsedTime(start)));
        }

        queues.Results.Add(null);

        (int Number, long Size)? Next()
        {
            (int, long)? job = null;
            self.Wait(() => job = queues.Jobs.Take(queues.Stop));
            return job;
        }
    }

    private List<PoolResult> Collect(Queues queues)
    {
        var collected = new List<PoolResult>();
        for (int pillsBack = 0; pillsBack < Workers;)
        {
            if (queues.Results.Take(queues.Stop) is { } result)
                collected.Add(result);
            else
                pillsBack++;
        }

        return collected;
    }

    private sealed class Queues(CancellationToken stop) : IDisposable
    {
        public CancellationToken Stop { get; } = stop;

        /// <summary>Jobs, with null for a pill.</summary>
        public BlockingCollection<(int Number, long Size)?> Jobs { get; } = [];

        /// <summary>Results, with null for a pill that comes back.</summary>
        public BlockingCollection<PoolResult?> Results { get; } = [];

        public void Dispose()
        {
            Jobs.Dispose();
            Results.Dispose();
        }
    }
}
