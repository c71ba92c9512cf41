using System.Diagnostics;

namespace Workloads.Benchmarks.Peers;

/// <summary>A run of a notebook each of whose cells marks the moment at which it ran.</summary>
/// <param name="StartTimestamp">When the runner was started, as <see cref="Stopwatch"/> counts on this machine.</param>
/// <param name="Marks">When each cell ran, likewise.</param>
/// <param name="PeakBytes">The most memory that the runner and all its processes held together, in bytes; NaN where no system
/// tells.</param>
/// <param name="Total">From the runner's start to its end.</param>
internal sealed record RunOfMarks(long StartTimestamp, IReadOnlyList<long> Marks, double PeakBytes, TimeSpan Total)
{
    /// <summary>From the start of the process to the first cell's code, in seconds.</summary>
    public double SecondsToFirstCell => Seconds(Marks[0] - StartTimestamp);

    /// <summary>The median time from one cell's code to the next one's, in seconds: the cells themselves do next to nothing.</summary>
    public double SecondsPerCell => Marks.Zip(Marks.Skip(1), static (mark, next) => Seconds(next - mark)).Median();

    private static double Seconds(long ticks) => ticks / (double)Stopwatch.Frequency;
}
