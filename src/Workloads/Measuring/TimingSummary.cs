using MathNet.Numerics.Statistics;
using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>All measurements of one point: where their middle lies, and how far they spread.</summary>
public sealed record TimingSummary
{
    internal TimingSummary(Timing point, IEnumerable<double> seconds)
    {
        (Runtime, Model, Workload, Size, Callers, Workers, _, _) = Key = point;
        double[] sorted = [.. seconds.Order()];
        Count = sorted.Length;
        Median = SortedArrayStatistics.Median(sorted);
        LowerQuartile = SortedArrayStatistics.LowerQuartile(sorted);
        UpperQuartile = SortedArrayStatistics.UpperQuartile(sorted);
        Minimum = sorted[0];
        Maximum = sorted[^1];
    }

    /// <summary>What all its rows have in common.</summary>
    internal Timing Key { get; }

    /// <inheritdoc cref="Timing.Runtime"/>
    public string Runtime { get; }

    /// <inheritdoc cref="Timing.Model"/>
    public string Model { get; }

    /// <inheritdoc cref="Timing.Workload"/>
    public string Workload { get; }

    /// <inheritdoc cref="Timing.Size"/>
    public long Size { get; }

    /// <inheritdoc cref="Timing.Callers"/>
    public int Callers { get; }

    /// <inheritdoc cref="Timing.Workers"/>
    public int Workers { get; }

    /// <summary>How many measurements there are.</summary>
    public int Count { get; }

    /// <summary>The median, in seconds.</summary>
    public double Median { get; }

    /// <summary>The lower quartile, in seconds.</summary>
    public double LowerQuartile { get; }

    /// <summary>The upper quartile, in seconds.</summary>
    public double UpperQuartile { get; }

    /// <summary>The shortest time, in seconds.</summary>
    public double Minimum { get; }

    /// <summary>The longest time, in seconds.</summary>
    public double Maximum { get; }

    /// <summary>The interquartile range, in seconds: the width of the middle half.</summary>
    public double InterquartileRange => UpperQuartile - LowerQuartile;

    /// <summary>The interquartile range as a part of the median: 0.02 is a quiet machine, 0.3 a busy one.</summary>
    public double Spread => Median > 0 ? InterquartileRange / Median : 0;

    /// <summary>The median divided by the number of calls, in seconds.</summary>
    public double TimePerCall => Median / Callers;

    /// <summary>Calls finished in a second, by the median.</summary>
    public double CallsPerSecond => Callers / Median;

    /// <inheritdoc/>
    public override string ToString() =>
        Invariant($"{Runtime}, {Model}, {Workload}({Size}) × {Callers:N0}: {Unit.Seconds.Format(Median)} ({Unit.Seconds.Format(LowerQuartile)} to {Unit.Seconds.Format(UpperQuartile)})");
}
