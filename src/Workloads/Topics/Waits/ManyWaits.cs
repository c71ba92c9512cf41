using System.Diagnostics;
using Workloads.Models;

namespace Workloads.Topics;

/// <summary>Lets very many wait at once, each way measured in time and, in a second run, in memory (C10, A13, D8, E8).</summary>
public static class ManyWaits
{
    /// <summary>The most waits at once, but for threads.</summary>
    public const int MaxWaits = 1_000_000;

    /// <summary>The most threads that wait at once.</summary>
    public const int MaxThreads = 10_000;

    /// <summary>Tasks awaited on the event loop.</summary>
    /// <param name="waits">From 1 to <see cref="MaxWaits"/>.</param>
    /// <param name="wait">How long each waits.</param>
    public static WaitingCost OnEventLoop(int waits, TimeSpan wait) => Measure(WaitingWay.EventLoop, Check(waits, MaxWaits), wait, weigh: true);

    /// <summary>Generators on the event loop.</summary>
    /// <inheritdoc cref="OnEventLoop"/>
    public static WaitingCost AsGenerators(int waits, TimeSpan wait) => Measure(WaitingWay.Generators, Check(waits, MaxWaits), wait, weigh: true);

    /// <summary>Tasks awaited on the thread pool, with the runtime's own timers.</summary>
    /// <inheritdoc cref="OnEventLoop"/>
    public static Task<WaitingCost> OnThreadPoolAsync(int waits, TimeSpan wait) => PoolAsync(Check(waits, MaxWaits), wait, weigh: true);

    /// <summary>A thread for each.</summary>
    /// <param name="waits">From 1 to <see cref="MaxThreads"/>; <see cref="WaitingCurves"/> goes to the machine's own limit.</param>
    /// <param name="wait">How long each waits.</param>
    public static WaitingCost AsThreads(int waits, TimeSpan wait) => Measure(WaitingWay.Threads, Check(waits, MaxThreads), wait, weigh: true);

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
    /// <param name="weigh">Whether to measure memory too, in a second run.</param>
    internal static WaitingCost Measure(WaitingWay way, int waits, TimeSpan wait, bool weigh) => way switch
    {
        WaitingWay.EventLoop => Loop(waits, wait, weigh),
        WaitingWay.Generators => Generators(waits, wait, weigh),
        WaitingWay.ThreadPool => PoolAsync(waits, wait, weigh).GetAwaiter().GetResult(),
        _ => Threads(waits, wait, weigh),
    };

    internal static int Check(int waits, int most) => waits >= 1 && waits <= most
        ? waits
        : throw new ArgumentOutOfRangeException(nameof(waits), waits, $"From 1 to {most:N0} can wait at once this way.");

    private static WaitingCost Loop(int waits, TimeSpan wait, bool weigh)
    {
        (TimeSpan elapsed, Growth grown) = (default, default);

        // Weighed first: what the timed run leaves behind would be used again.
        // The loop's timers fire when the loop comes to them, and it does not before the memory was looked at.
        if (weigh)
            EventLoop.Run(async loop => (grown, _) = await WeighAsync(waits, () => SleepAsync(loop, TimeSpan.FromMilliseconds(1))).ConfigureAwait(true));
        EventLoop.Run(async loop => elapsed = await TimeAsync(waits, () => SleepAsync(loop, wait)).ConfigureAwait(true));
        return grown.CostOf(WaitingWay.EventLoop, waits, wait, elapsed);
    }

    private static WaitingCost Generators(int waits, TimeSpan wait, bool weigh)
    {
        (TimeSpan elapsed, Growth grown) = (default, default);
        if (weigh)
            EventLoop.Run(async loop => grown = await WeighGeneratorsAsync(loop, waits).ConfigureAwait(true));
        EventLoop.Run(async loop => elapsed = await TimeAsync(waits, () => LoopCoroutine.Start(loop, Sleep(wait)).Completion).ConfigureAwait(true));
        return grown.CostOf(WaitingWay.Generators, waits, wait, elapsed);
    }

    private static async Task<WaitingCost> PoolAsync(int waits, TimeSpan wait, bool weigh)
    {
        Growth grown = weigh ? await Task.Run(() => WeighDelaysAsync(waits)).ConfigureAwait(false) : default;
        TimeSpan elapsed = await Task.Run(() => TimeAsync(waits, () => DelayAsync(wait, TimeProvider.System))).ConfigureAwait(false);
        return grown.CostOf(WaitingWay.ThreadPool, waits, wait, elapsed);
    }

    private static WaitingCost Threads(int waits, TimeSpan wait, bool weigh)
    {
        Growth grown = weigh ? WeighThreads(waits) : default;
        long start = Stopwatch.GetTimestamp();
        JoinAll(StartThreads(waits, () => Thread.Sleep(wait)));
        return grown.CostOf(WaitingWay.Threads, waits, wait, Stopwatch.GetElapsedTime(start));
    }

    private static Growth WeighThreads(int waits)
    {
        using var running = new CountdownEvent(waits);
        using var weighed = new ManualResetEventSlim(initialState: false, spinCount: 0);
        var before = Growth.Now();
        Thread[] threads = StartThreads(waits, () =>
        {
            running.Signal();
            weighed.Wait();
        });
        running.Wait();
        long resident = Growth.Since(before).Resident;
        weighed.Set();
        JoinAll(threads);

        // Of a thread the heap holds next to nothing.
        return new(resident, resident);
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

    private static async Task<Growth> WeighDelaysAsync(int waits)
    {
        for (TimeSpan wait = TimeSpan.FromSeconds(0.1 + (waits * 4e-6)); ; wait *= 2)
        {
            TimeSpan tried = wait;
            (Growth grown, bool allWaited) = await WeighAsync(waits, () => DelayAsync(tried, TimeProvider.System)).ConfigureAwait(false);
            if (allWaited)
                return grown;
        }
    }

    /// <summary>Memory with all of them started, and whether all were still waiting when it was looked at.</summary>
    private static async Task<(Growth Grown, bool AllWaited)> WeighAsync(int waits, Func<Task> startOne)
    {
        var tasks = new Task[waits];
        var before = Growth.Now();
        for (int i = 0; i < waits; i++)
            tasks[i] = startOne();
        var grown = Growth.Since(before);
        bool allWaited = !Array.Exists(tasks, static task => task.IsCompleted);
        await Task.WhenAll(tasks).ConfigureAwait(true);
        return (grown, allWaited);
    }

    private static async Task<Growth> WeighGeneratorsAsync(EventLoop loop, int waits)
    {
        var coroutines = new LoopCoroutine[waits];
        var before = Growth.Now();
        for (int i = 0; i < waits; i++)
            coroutines[i] = LoopCoroutine.Start(loop, Sleep(WaitingCurves.MaxWait));

        // In the first turn each sets its timer.
        await Task.Yield();
        var grown = Growth.Since(before);
        foreach (LoopCoroutine coroutine in coroutines)
            coroutine.Dispose();
        return grown;
    }

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

    /// <summary>Bytes of the managed heap and of resident memory; what the system counts in pages, and a little late.</summary>
    private readonly record struct Growth(long Heap, long Resident)
    {
        public static Growth Now() => new(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);

        public static Growth Since(Growth before)
        {
            // Resident first: the collection would give pages back.
            long resident = Environment.WorkingSet;
            return new(Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before.Heap), Math.Max(0, resident - before.Resident));
        }

        public WaitingCost CostOf(WaitingWay way, int waits, TimeSpan wait, TimeSpan elapsed) => new(NameOf(way), waits, wait, elapsed, Heap) { ResidentBytes = Resident };
    }
}
