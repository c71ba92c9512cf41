namespace Workloads.Measuring;

/// <summary>How many times as fast a point is as the same calls in a baseline model.</summary>
/// <param name="Point">The point.</param>
/// <param name="Baseline">The same workload, size and callers in the baseline model.</param>
public sealed record SpeedUp(TimingSummary Point, TimingSummary Baseline)
{
    /// <summary>The ratio of the medians: above 1 the point is the faster one.</summary>
    public double Ratio => Baseline.Median / Point.Median;

    /// <summary>The ratio at its most pessimistic within the quartiles of both.</summary>
    public double Low => Baseline.LowerQuartile / Point.UpperQuartile;

    /// <summary>The ratio at its most optimistic within the quartiles of both.</summary>
    public double High => Baseline.UpperQuartile / Point.LowerQuartile;

    /// <summary>The speed-up divided by the number of workers: 1 when no core is wasted.</summary>
    public double Efficiency => Ratio / Point.Workers;
}
