namespace Workloads.Measuring;

/// <summary>How many times as fast a point is as the same calls in a baseline model.</summary>
/// <param name="Point">The point.</param>
/// <param name="Baseline">The same workload, size and callers in the baseline model.</param>
/// <param name="Comparison">Their times' ratio, by the repeats in which both had a turn.</param>
internal sealed record SpeedUp(TimingSummary Point, TimingSummary Baseline, Comparison Comparison)
{
    /// <summary>How many times as fast: above 1 the point is the faster one.</summary>
    public double Ratio => Comparison.SpeedUp.Value;

    /// <summary>
    /// The lower end of the interval of 95 %; where there are too few repeats for one, the least that the quartiles allow.
    /// </summary>
    public double Low => HasInterval ? Comparison.SpeedUp.Low : Baseline.LowerQuartile / Point.UpperQuartile;

    /// <summary>
    /// The upper end of the interval of 95 %; where there are too few repeats for one, the most that the quartiles allow.
    /// </summary>
    public double High => HasInterval ? Comparison.SpeedUp.High : Baseline.UpperQuartile / Point.LowerQuartile;

    /// <summary>Whether there are enough repeats for an interval.</summary>
    public bool HasInterval => double.IsFinite(Comparison.Ratio.High);

    /// <summary>The speed-up divided by the number of workers: 1 when no core is wasted.</summary>
    public double Efficiency => Ratio / Point.Workers;

    /// <summary>The point against its baseline, in a word.</summary>
    public string Verdict(double precision = 0.05) =>
        Comparison.IsFaster ? "faster" : Comparison.IsSlower ? "slower" : IsUndecided(precision) ? "undecided" : "as fast";

    /// <summary>Whether neither is faster by more than the noise, and they are not known to be equal within a precision either.</summary>
    internal bool IsUndecided(double precision) => !Comparison.IsFaster && !Comparison.IsSlower && !Comparison.IsWithin(precision);
}
