using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// Jobs of two priorities that have all come, carried out in one of four orders (E10). Each is a computation; its wait ends with it.
/// </summary>
internal static class PriorityOrders
{
    public const string Loop = "a loop, as they came", LoopQueue = "a loop with a priority queue", Threads = "a thread for each",
        ThreadsQueue = "worker threads with a priority queue";

    /// <summary>One of so many jobs is urgent.</summary>
    private const int UrgentEvery = 7;

    public static readonly (string Name, Action<Job[]> Run)[] All =
        [(Loop, OnLoop), (LoopQueue, OnLoopByPriority), (Threads, OnThreads), (ThreadsQueue, OnWorkersByPriority)];

    /// <summary>Runs so many jobs: how long the urgent ones waited, and the others (medians, in seconds).</summary>
    public static (double Urgent, double Others) Measure(Action<Job[]> run, int count, int size)
    {
        Job[] jobs = [.. Enumerable.Range(0, count).Select(number => new Job(number, number % UrgentEvery == UrgentEvery / 2, size))];
        run(jobs);
        return (Median(jobs.Where(job => job.IsUrgent)), Median(jobs.Where(job => !job.IsUrgent)));
    }

    private static double Median(IEnumerable<Job> jobs) => MathNet.Numerics.Statistics.Statistics.Median(jobs.Select(job => job.Waited));

    /// <summary>What an event loop does by itself: whoever is ready first goes first.</summary>
    private static void OnLoop(Job[] jobs) => EventLoop.Run(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        return Task.WhenAll(jobs.Select(async job =>
        {
            await Task.Yield();
            job.Run(start);
        }));
    });

    /// <summary>A coordinator that takes the urgent ones first, and gives the loop to others between two.</summary>
    private static void OnLoopByPriority(Job[] jobs) => EventLoop.Run(async _ =>
    {
        var waiting = Queue(jobs);
        long start = Stopwatch.GetTimestamp();
        while (waiting.TryDequeue(out Job? job, out var _))
        {
            job.Run(start);
            await Task.Yield();
        }
    });

    /// <summary>The system's scheduler, told of the priorities. On Linux .NET passes none on to it.</summary>
    private static void OnThreads(Job[] jobs)
    {
        long start = 0;
        using var go = new ManualResetEventSlim(initialState: false, spinCount: 0);
        Thread[] threads = [.. jobs.Select(job => new Thread(() =>
        {
            go.Wait();
            job.Run(Volatile.Read(ref start));
        }) { IsBackground = true, Priority = job.IsUrgent ? ThreadPriority.Highest : ThreadPriority.Lowest })];
        foreach (Thread thread in threads)
            thread.Start();
        Volatile.Write(ref start, Stopwatch.GetTimestamp());
        go.Set();
        foreach (Thread thread in threads)
            thread.Join();
    }

    /// <summary>As many threads as cores, which take the urgent ones first.</summary>
    private static void OnWorkersByPriority(Job[] jobs)
    {
        var waiting = Queue(jobs);
        long start = Stopwatch.GetTimestamp();
        Thread[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (Next() is { } job)
                job.Run(start);
        }) { IsBackground = true })];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();

        Job? Next()
        {
            lock (waiting)
                return waiting.TryDequeue(out Job? job, out var _) ? job : null;
        }
    }

    private static PriorityQueue<Job, (bool, int)> Queue(Job[] jobs) => new(jobs.Select(job => (job, (!job.IsUrgent, job.Number))));

    /// <summary>One job.</summary>
    internal sealed class Job(int number, bool isUrgent, int size)
    {
        public int Number => number;

        public bool IsUrgent => isUrgent;

        /// <summary>Seconds from the moment at which all had come to its end.</summary>
        public double Waited { get; private set; }

        public void Run(long start)
        {
            Fibonacci.Of(size);
            Waited = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
