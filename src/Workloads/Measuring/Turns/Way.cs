using System.Diagnostics;

namespace Workloads.Measuring;

/// <summary>One of several ways of doing something, each of which is measured in turn.</summary>
/// <param name="Name">What it is called in tables and sentences; no two ways of one measurement have the same.</param>
/// <param name="MeasureAsync">Does it once and returns what it took, in seconds or whatever else is compared.</param>
internal sealed record Way(string Name, Func<CancellationToken, Task<double>> MeasureAsync)
{
    /// <summary>A way whose time is taken around an action. What is too short for the clock is repeated under one reading of it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="action">What is timed.</param>
    /// <param name="minimum">How long at least is measured at a time; 1 ms when left out.</param>
    public static Way Timed(string name, Action action, TimeSpan? minimum = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        double enough = (minimum ?? TimeSpan.FromMilliseconds(1)).TotalSeconds;
        long times = 1;
        return new(name, _ => Task.Run(() =>
        {
            while (true)
            {
                long start = Stopwatch.GetTimestamp();
                for (long run = 0; run < times; run++)
                    action();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (seconds >= enough / 2)
                    return seconds / times;
                times = Math.Max(times + 1, (long)(times * Math.Min(1.2 * enough / Math.Max(seconds, 1e-9), 1_000)));
            }
        }));
    }

    /// <summary>A way whose time is taken around an asynchronous action, once a round.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="action">What is timed.</param>
    public static Way Timed(string name, Func<CancellationToken, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new(name, async token =>
        {
            long start = Stopwatch.GetTimestamp();
            await action(token).ConfigureAwait(false);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }
}
