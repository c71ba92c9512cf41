using System.Diagnostics;
using Workloads.Coroutines;

namespace Workloads.Measurement.Costs;

/// <summary>Lets very many wait at once, each way measured in time and, in a second run, in memory (C10, A13, D8, E8).</summary>
public static class ManyWaits
{
    /// <summary>The most waits at once, but for threads.</summary>
    public const int MaxWaits = 1_000_000;

    /// <summary>The most threads that wait at once.</summary>
    public const int MaxThreads = 10_000;

    /// <summary>Long enough that none has ended when the memory is looked at.</summary>
    private static readonly TimeSpan WeighingWait = TimeSpan.FromSeconds(1);

    /// <summary>Tasks awaited on the event loop.</summary>
    /// <param name="waits">From 1 to <see cref="MaxWaits"/>.</param>
    /// <param name="wait">How long each waits.</param>
    public static WaitingCost OnEventLoop(int waits, TimeSpan wait)
    {
        Check(waits, MaxWaits);
        (TimeSpan elapsed, long bytes) = (default, default);
        EventLoop.Run(async loop => elapsed = await TimeAsync(waits, () => SleepAsync(loop, wait)).ConfigureAwait(true));

        // The loop's timers fire when the loop comes to them, and it does not before the memory was looked at.
        EventLoop.Run(async loop => bytes = await WeighAsync(waits, () => SleepAsync(loop, TimeSpan.FromMilliseconds(1))).ConfigureAwait(true));
        return new("tasks on the event loop", waits, wait, elapsed, bytes);
    }

    /// <summary>Generators on the event loop.</summary>
    /// <inheritdoc cref="OnEventLoop"/>
    public static WaitingCost AsGenerators(int waits, TimeSpan wait)
    {
        Check(waits, MaxWaits);
        (TimeSpan elapsed, long bytes) = (default, default);
        EventLoop.Run(async loop => elapsed = await TimeAsync(waits, () => LoopCoroutine.Start(loop, Sleep(wait)).Completion).ConfigureAwait(true));
        EventLoop.Run(async loop => bytes = await WeighGeneratorsAsync(loop, waits).ConfigureAwait(true));
        return new("generators on the event loop", waits, wait, elapsed, bytes);
    }

    /// <summary>Tasks awaited on the thread pool, with the runtime's own timers.</summary>
    /// <inheritdoc cref="OnEventLoop"/>
    public static async Task<WaitingCost> OnThreadPoolAsync(int waits, TimeSpan wait)
    {
        Check(waits, MaxWaits);
        TimeSpan elapsed = await Task.Run(() => TimeAsync(waits, () => DelayAsync(wait, TimeProvider.System))).ConfigureAwait(false);
        long bytes = await Task.Run(() => WeighAsync(waits, () => DelayAsync(WeighingWait, TimeProvider.System))).ConfigureAwait(false);
        return new("tasks on the thread pool", waits, wait, elapsed, bytes);
    }

    /// <summary>A thread for each.</summary>
    /// <param name="waits">From 1 to <see cref="MaxThreads"/>.</param>
    /// <param name="wait">How long each waits.</param>
    public static WaitingCost AsThreads(int waits, TimeSpan wait)
    {
        Check(waits, MaxThreads);
        long start = Stopwatch.GetTimestamp();
        JoinAll(StartThreads(waits, () => Thread.Sleep(wait)));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        using var weighed = new ManualResetEventSlim();
        long before = Environment.WorkingSet;
        Thread[] threads = StartThreads(waits, weighed.Wait);
        long bytes = Math.Max(0, Environment.WorkingSet - before);
        weighed.Set();
        JoinAll(threads);
        return new("threads", waits, wait, elapsed, bytes);
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

    private static async Task<long> WeighAsync(int waits, Func<Task> startOne)
    {
        var tasks = new Task[waits];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < waits; i++)
            tasks[i] = startOne();
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Task.WhenAll(tasks).ConfigureAwait(true);
        return Math.Max(0, bytes);
    }

    private static async Task<long> WeighGeneratorsAsync(EventLoop loop, int waits)
    {
        var coroutines = new LoopCoroutine[waits];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < waits; i++)
            coroutines[i] = LoopCoroutine.Start(loop, Sleep(WeighingWait));

        // In the first turn each sets its timer.
        await Task.Yield();
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        foreach (LoopCoroutine coroutine in coroutines)
            coroutine.Dispose();
        return Math.Max(0, bytes);
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

    private static void Check(int waits, int most)
    {
        if (waits < 1 || waits > most)
            throw new ArgumentOutOfRangeException(nameof(waits), waits, $"From 1 to {most:N0} can wait at once this way.");
    }
}
