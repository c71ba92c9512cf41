using System.Diagnostics;
using Workloads.Measuring;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Lets very many wait at once, each way measured in time and, in a run before, in memory (C10, A13, D8, E8).</summary>
internal static class ManyWaits
{
    /// <summary>The most waits at once.</summary>
    public const int MaxWaits = 1_000_000;

    /// <summary>The most threads, where the system does not tell how many it lets one process have.</summary>
    public const int MaxThreads = 10_000;

    /// <summary>A way's name in tables and charts.</summary>
    public static string NameOf(WaitingWay way) => way switch
    {
        WaitingWay.EventLoop => "tasks on the event loop",
        WaitingWay.Generators => "generators on the event loop",
        WaitingWay.ThreadPool => "tasks on the thread pool",
        _ => "threads",
    };

    /// <summary>Measures one way.</summary>
    /// <param name="way">What waits.</param>
    /// <param name="waits">1 or more.</param>
    /// <param name="wait">How long each waits.</param>
    /// <param name="weigh">Whether to measure memory too, in a run before.</param>
    public static WaitingCost Measure(WaitingWay way, int waits, TimeSpan wait, bool weigh) => way switch
    {
        WaitingWay.EventLoop => Loop(waits, wait, weigh),
        WaitingWay.Generators => Generators(waits, wait, weigh),
        WaitingWay.ThreadPool => PoolAsync(waits, wait, weigh).GetAwaiter().GetResult(),
        _ => Threads(waits, wait, weigh),
    };

    public static int Check(int waits) => waits is >= 1 and <= MaxWaits
        ? waits
        : throw new ArgumentOutOfRangeException(nameof(waits), waits, Invariant($"From 1 to {MaxWaits:N0} can wait at once."));

    private static WaitingCost Loop(int waits, TimeSpan wait, bool weigh)
    {
        (TimeSpan elapsed, Footprint grown) = (default, default);

        // Weighed first: what the timed run leaves behind would be used again.
        // The loop's timers fire when the loop comes to them, and it does not before the memory was looked at.
        if (weigh)
            EventLoop.Run(async loop =>
                (grown, _) = await WeighAsync(waits, () => SleepAsync(loop, TimeSpan.FromMilliseconds(1))).ConfigureAwait(true));
        EventLoop.Run(async loop => elapsed = await TimeAsync(waits, () => SleepAsync(loop, wait)).ConfigureAwait(true));
        return CostOf(grown, WaitingWay.EventLoop, waits, wait, elapsed);
    }

    private static WaitingCost Generators(int waits, TimeSpan wait, bool weigh)
    {
        (TimeSpan elapsed, Footprint grown) = (default, default);
        if (weigh)
            EventLoop.Run(async loop => grown = await WeighGeneratorsAsync(loop, waits).ConfigureAwait(true));
        EventLoop.Run(async loop =>
            elapsed = await TimeAsync(waits, () => LoopCoroutine.Start(loop, Sleep(wait)).Completion).ConfigureAwait(true));
        return CostOf(grown, WaitingWay.Generators, waits, wait, elapsed);
    }

    private static async Task<WaitingCost> PoolAsync(int waits, TimeSpan wait, bool weigh)
    {
        Footprint grown = weigh ? await Task.Run(() => WeighDelaysAsync(waits)).ConfigureAwait(false) : default;
        TimeSpan elapsed = await Task.Run(() => TimeAsync(waits, () => DelayAsync(wait, TimeProvider.System))).ConfigureAwait(false);
        return CostOf(grown, WaitingWay.ThreadPool, waits, wait, elapsed);
    }

    private static WaitingCost Threads(int waits, TimeSpan wait, bool weigh)
    {
        Footprint grown = weigh ? WeighThreads(waits) : default;
        long start = Stopwatch.GetTimestamp();
        JoinAll(StartThreads(waits, () => Thread.Sleep(wait)));
        return CostOf(grown, WaitingWay.Threads, waits, wait, Stopwatch.GetElapsedTime(start));
    }

    private static Footprint WeighThreads(int waits)
    {
        using var running = new CountdownEvent(waits);
        using var weighed = new ManualResetEventSlim(initialState: false, spinCount: 0);
        var before = Footprint.Now();
        Thread[] threads = StartThreads(waits, () =>
        {
            running.Signal();
            weighed.Wait();
        });
        running.Wait();
        Footprint grown = before.Grown();
        weighed.Set();
        JoinAll(threads);
        return grown;
    }

    private static async Task DelayAsync(TimeSpan wait, TimeProvider time) => await Task.Delay(wait, time).ConfigureAwait(true);

    private static async Task SleepAsync(EventLoop loop, TimeSpan wait) => await loop.Sleep(wait);

    private static IEnumerable<Pause> Sleep(TimeSpan time)
    {
        yield return new Pause(time);
    }

    private static async Task<TimeSpan> TimeAsync(int waits, Func<Task> startOne)
    {
        var tasks = new Task[waits];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < waits; i++)
            tasks[i] = startOne();
        await Task.WhenAll(tasks).ConfigureAwait(true);
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task<Footprint> WeighDelaysAsync(int waits)
    {
        for (TimeSpan wait = TimeSpan.FromSeconds(0.1 + (waits * 4e-6)); ; wait *= 2)
        {
            TimeSpan tried = wait;
            (Footprint grown, bool allWaited) = await WeighAsync(waits, () => DelayAsync(tried, TimeProvider.System)).ConfigureAwait(false);
            if (allWaited)
                return grown;
        }
    }

    /// <summary>Memory with all of them started, and whether all were still waiting when it was looked at.</summary>
    private static async Task<(Footprint Grown, bool AllWaited)> WeighAsync(int waits, Func<Task> startOne)
    {
        var tasks = new Task[waits];
        var before = Footprint.Now();
        for (int i = 0; i < waits; i++)
            tasks[i] = startOne();
        var grown = before.Grown();
        bool allWaited = !Array.Exists(tasks, static task => task.IsCompleted);
        await Task.WhenAll(tasks).ConfigureAwait(true);
        return (grown, allWaited);
    }

    private static async Task<Footprint> WeighGeneratorsAsync(EventLoop loop, int waits)
    {
        var coroutines = new LoopCoroutine[waits];
        var before = Footprint.Now();
        for (int i = 0; i < waits; i++)
            coroutines[i] = LoopCoroutine.Start(loop, Sleep(WaitingCurves.MaxWait));

        // In the first turn each sets its timer.
        await Task.Yield();
        var grown = before.Grown();
        foreach (LoopCoroutine coroutine in coroutines)
            coroutine.Dispose();
        return grown;
    }

    private static WaitingCost CostOf(Footprint grown, WaitingWay way, int waits, TimeSpan wait, TimeSpan elapsed) =>
        new(NameOf(way), waits, wait, elapsed, grown.Memory) { HeapBytes = grown.Heap, AddressBytes = grown.Addresses };

    private static Thread[] StartThreads(int count, Action body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            threads[i] = new(() => body()) { IsBackground = true };
            threads[i].Start();
        }

        return threads;
    }

    private static void JoinAll(Thread[] threads)
    {
        foreach (Thread thread in threads)
            thread.Join();
    }
}
