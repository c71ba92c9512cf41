using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>
/// A stop flag that nothing marks as shared (C6): the compiler may read it once and keep the answer, and then the loop never
/// sees it set. The loop ends by itself after so many turns, and tells how many it ran in vain.
/// </summary>
/// <param name="IsVolatile">Whether the flag was read as volatile.</param>
/// <param name="Stopped">Whether the loop saw the flag.</param>
/// <param name="Turns">Turns that the loop ran before it ended.</param>
/// <param name="Elapsed">From setting the flag to the loop's end.</param>
public sealed record PlainFlag(bool IsVolatile, bool Stopped, long Turns, TimeSpan Elapsed)
{
    /// <summary>Watches a flag that is read plainly, and one that is read as volatile.</summary>
    /// <param name="maxTurns">When a loop gives up, from 1 up; 1,000,000,000 take about half a second.</param>
    public static IDisplayable WatchBoth(long maxTurns = 1_000_000_000)
    {
        PlainFlag[] flags = [Watch(isVolatile: false, maxTurns), Watch(isVolatile: true, long.MaxValue)];
        return Table.Of(
            "",
            flags,
            ("the flag is read", flag => flag.IsVolatile ? "as volatile" : "plainly"),
            ("the loop saw it", flag => flag.Stopped),
            ("turns of the loop", flag => flag.Turns),
            ("ended after", flag => flag.Elapsed));
    }

    /// <summary>Sets the flag while a loop on another thread watches it.</summary>
    /// <param name="isVolatile">Whether the loop reads it as volatile.</param>
    /// <param name="maxTurns">When the loop gives up, from 1 up; 1,000,000,000 take about half a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTurns"/> is below 1.</exception>
    public static PlainFlag Watch(bool isVolatile, long maxTurns = 1_000_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTurns, 1);
        var box = new Box();
        using var running = new ManualResetEventSlim();
        long turns = 0;
        var thread = new Thread(() =>
        {
            running.Set();
            turns = isVolatile ? WatchVolatile(box, maxTurns) : WatchPlain(box, maxTurns);
        }) { IsBackground = true };
        thread.Start();

        running.Wait();
        Thread.Sleep(10);
        long set = Stopwatch.GetTimestamp();
        box.Stop = true;
        thread.Join();
        return new(isVolatile, turns < maxTurns, turns, Stopwatch.GetElapsedTime(set));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long WatchPlain(Box box, long maxTurns)
    {
        long turns = 0;
        while (!box.Stop && turns < maxTurns)
            turns++;
        return turns;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long WatchVolatile(Box box, long maxTurns)
    {
        long turns = 0;
        while (!Volatile.Read(ref box.Stop) && turns < maxTurns)
            turns++;
        return turns;
    }

    private sealed class Box
    {
        public bool Stop;
    }
}
