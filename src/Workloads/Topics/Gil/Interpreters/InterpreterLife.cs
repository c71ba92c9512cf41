using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Workloads.Topics;

/// <summary>What an interpreter, or what stands for one, costs from its opening to its close (A12), and how well several work side by side (A11).</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">The median time to create one.</param>
/// <param name="Run">The median time to run next to nothing in it, the first time.</param>
/// <param name="Close">The median time to close it.</param>
/// <param name="SpeedUp">How many times as fast two are as one at the same work; NaN where that was not measured.</param>
public sealed record InterpreterLife(string Name, TimeSpan Create, TimeSpan Run, TimeSpan Close, double SpeedUp = double.NaN)
{
    /// <summary>Create, run and close together.</summary>
    public TimeSpan Whole => Create + Run + Close;

    /// <summary>Times lives one after the other.</summary>
    /// <param name="name">What lives.</param>
    /// <param name="create">Opens one.</param>
    /// <param name="run">Runs next to nothing in it.</param>
    /// <param name="lives">How many are timed, after one that is not: 1 or more.</param>
    internal static InterpreterLife Of<T>(string name, Func<T> create, Action<T> run, int lives)
        where T : IDisposable
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lives, 1);
        var times = new (double Create, double Run, double Close)[lives + 1];
        for (int life = 0; life <= lives; life++)
        {
            long opening = Stopwatch.GetTimestamp();
            using T one = create();
            long running = Stopwatch.GetTimestamp();
            run(one);
            long closing = Stopwatch.GetTimestamp();
            one.Dispose();
            times[life] = (Seconds(opening, running), Seconds(running, closing), Seconds(closing, Stopwatch.GetTimestamp()));
        }

        var warm = times[1..];
        return new(name, Median(warm.Select(time => time.Create)), Median(warm.Select(time => time.Run)), Median(warm.Select(time => time.Close)));
    }

    private static double Seconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalSeconds;

    private static TimeSpan Median(IEnumerable<double> seconds) => TimeSpan.FromSeconds(seconds.Median());
}
