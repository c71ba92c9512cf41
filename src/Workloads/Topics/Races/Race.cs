using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Several threads added to one counter for a fixed time (C7, C9, E6): what should have come out, and what did.</summary>
/// <param name="Counter">How they were kept apart.</param>
/// <param name="IsSafe">Whether that promises to lose nothing.</param>
/// <param name="Threads">How many threads.</param>
/// <param name="Expected">The updates that they made.</param>
/// <param name="Counted">The counter's value after all had ended.</param>
/// <param name="Elapsed">From the common start to the last update.</param>
/// <param name="Overlap">
/// In which part of its looks a thread found that another had gone on as well since the last one, from 0 to 1: that they did run at the
/// same time, and not one after the other. 0 with one thread.
/// </param>
public sealed record Race(string Counter, bool IsSafe, int Threads, long Expected, long Counted, TimeSpan Elapsed, double Overlap)
{
    /// <summary>The most threads that race.</summary>
    public const int MaxThreads = 1_024;

    /// <summary>
    /// From which overlap on threads contended: who holds a lock keeps it for long, but a race of 400 ms has tens of thousands of looks,
    /// and
    /// one in a thousand are dozens of times that another came in between.
    /// </summary>
    private const double EnoughOverlap = 0.001;

    /// <summary>The updates of the thread that made the fewest.</summary>
    public long Fewest { get; init; }

    /// <summary>
    /// Whether the threads contended: all start and end together, so that one who made updates at all wanted to for the whole time, even if
    /// who held a lock hardly let it.
    /// </summary>
    internal bool Contended => Threads > 1 && (Overlap >= EnoughOverlap || (Environment.ProcessorCount > 1 && Fewest >= 10 * Slice));

    /// <summary>Updates between two looks at what the others have done.</summary>
    private const int Slice = 256;

    /// <summary>Numbers in one cache line, so that threads that count beside each other do not slow each other down.</summary>
    private const int Apart = 16;

    /// <summary>Updates that are missing.</summary>
    public long Lost => Expected - Counted;

    /// <summary>The share that is missing, from 0 to 1.</summary>
    public double LostShare => (double)Lost / Expected;

    /// <summary>The elapsed time for each update, in seconds.</summary>
    public double SecondsPerUpdate => Elapsed.TotalSeconds / Expected;

    /// <summary>Runs one race.</summary>
    /// <param name="make">Makes the counter.</param>
    /// <param name="threads">From 1 to <see cref="MaxThreads"/>.</param>
    /// <param name="window">How long threads add, from 1 ms to 1 hour; 400 ms when left out. Each still finishes what it has begun, 256
    /// updates.</param>
    /// <param name="cancellationToken">Ends the race; no thread is left running.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Race Run(Func<Counter> make, int threads, TimeSpan? window = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        CheckThreads(threads);
        TimeSpan time = CheckWindow(window);
        using Counter counter = make();
        long[] done = new long[threads * Apart];
        long looks = 0, together = 0, started = 0;
        bool over = false;
        using var start = new Barrier(threads, _ => started = Stopwatch.GetTimestamp());
        using var timer = new Timer(_ => Volatile.Write(ref over, true));
        OwnThreads.Run(threads, number =>
        {
            start.SignalAndWait(CancellationToken.None);
            if (number == 0)
                timer.Change(time, Timeout.InfiniteTimeSpan);
            long[] seen = new long[threads];
            long looked = 0, ran = 0;
            while (!Volatile.Read(ref over) && !cancellationToken.IsCancellationRequested)
            {
                counter.Add(Slice);
                Volatile.Write(ref done[number * Apart], done[number * Apart] + Slice);
                looked++;
                ran += AnotherHasGoneOn(done, seen, number) ? 1 : 0;
            }

            counter.Leave();
            Interlocked.Add(ref looks, looked);
            Interlocked.Add(ref together, ran);
        });
        counter.Finish();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        cancellationToken.ThrowIfCancellationRequested();
        return new(counter.Name, counter.IsSafe, threads, done.Sum(), counter.Value, elapsed, looks == 0 ? 0 : (double)together / looks)
        {
            Fewest = Enumerable.Range(0, threads).Min(number => done[number * Apart]),
        };
    }

    internal static int CheckThreads(int threads) => threads is >= 1 and <= MaxThreads
        ? threads
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, Invariant($"A race takes from 1 to {MaxThreads:N0} threads."));

    internal static TimeSpan CheckWindow(TimeSpan? window) =>
        (window ?? TimeSpan.FromMilliseconds(400)) is var time && time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromHours(1)
        ? time
        : throw new ArgumentOutOfRangeException(nameof(window), window, "A race lasts from 1 ms to 1 hour.");

    private static bool AnotherHasGoneOn(long[] done, long[] seen, int number)
    {
        bool another = false;
        for (int other = 0; other < seen.Length; other++)
        {
            long now = Volatile.Read(ref done[other * Apart]);
            another |= other != number && now != seen[other];
            seen[other] = now;
        }

        return another;
    }
}
