using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Workloads.Measuring;

/// <summary>The median of independent numbers and where it lies, whatever their distribution is.</summary>
/// <remarks>
/// The interval lies between two order statistics: of n independent numbers the k-th smallest and the k-th largest enclose the median
/// with a probability of 1 − 2·P(B(n, ½) &lt; k) (the sign test turned round; Conover, Practical Nonparametric Statistics, 3.2).
/// </remarks>
internal static class MedianInterval
{
    /// <summary>How probable it is that an interval misses the median.</summary>
    public const double Error = 0.05;

    /// <summary>The median with its interval; from 0 to ∞ where there are too few numbers for one.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="error">How probable it may be that the interval misses the median.</param>
    public static Estimate Of(IReadOnlyCollection<double> numbers, double error = Error)
    {
        double[] sorted = [.. numbers.Order()];
        if (sorted.Length == 0)
            return new(double.NaN, double.NegativeInfinity, double.PositiveInfinity);
        int rank = Rank(sorted.Length, error);
        return rank == 0
            ? new(SortedArrayStatistics.Median(sorted), double.NegativeInfinity, double.PositiveInfinity)
            : new(SortedArrayStatistics.Median(sorted), sorted[rank - 1], sorted[^rank]);
    }

    /// <summary>The largest k for which the interval from the k-th smallest to the k-th largest is wide enough; 0 when none is.</summary>
    private static int Rank(int count, double error)
    {
        int rank = 0;
        while (2 * (rank + 1) <= count && 2 * Binomial.CDF(0.5, count, rank) <= error)
            rank++;
        return rank;
    }
}
