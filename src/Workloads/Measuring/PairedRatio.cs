using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Workloads.Measuring;

/// <summary>
/// Decides from pairs of measurements whether the median of their ratio lies above or below 1, whatever the ratio's
/// distribution is.
/// </summary>
/// <remarks>
/// The interval lies between two order statistics: of n independent ratios the k-th smallest and the k-th largest enclose the
/// median with a probability of 1 − 2·P(B(n, ½) &lt; k) (the sign test turned round; Conover, Practical Nonparametric
/// Statistics, 3.2). Looking again after more pairs is another chance to be wrong, so that looks are few, at 8, 16, 32 …
/// pairs, and share the error allowed.
/// </remarks>
internal static class PairedRatio
{
    /// <summary>Where the first look is taken.</summary>
    private const int FirstLook = 8;

    /// <summary>The numbers of pairs after which to look.</summary>
    /// <param name="maxPairs">The most pairs.</param>
    public static IReadOnlyList<int> Looks(int maxPairs)
    {
        var looks = new List<int>();
        for (int pairs = FirstLook; pairs < maxPairs; pairs *= 2)
            looks.Add(pairs);
        looks.Add(maxPairs);
        return looks;
    }

    /// <summary>Compares at one size until the interval leaves 1 out, all pairs are spent, or the time is.</summary>
    /// <param name="size">The size.</param>
    /// <param name="maxPairs">The most pairs, 8 or more.</param>
    /// <param name="confidence">The probability that all looks together are right.</param>
    /// <param name="measurePair">Measures the pair of that number and returns the ratio; null when the time is up.</param>
    public static async Task<CrossoverProbe> CompareAsync(long size, int maxPairs, double confidence, Func<int, Task<double?>> measurePair)
    {
        IReadOnlyList<int> looks = Looks(maxPairs);
        double error = (1 - confidence) / looks.Count;
        var ratios = new List<double>();
        foreach (int look in looks)
        {
            bool timeIsUp = false;
            while (ratios.Count < look && !timeIsUp)
            {
                if (await measurePair(ratios.Count).ConfigureAwait(false) is { } ratio)
                    ratios.Add(ratio);
                else
                    timeIsUp = true;
            }

            if (ratios.Count == 0)
                return new(size, 0, double.NaN, 0, double.PositiveInfinity, ProbeVerdict.TooLong);
            CrossoverProbe probe = Judge(size, ratios, error);
            if (timeIsUp || look == maxPairs || probe.Verdict != ProbeVerdict.Undecided)
                return probe;
        }

        throw new InvalidOperationException("The last look returns.");
    }

    /// <summary>The median of the ratios with its interval.</summary>
    public static CrossoverProbe Judge(long size, IEnumerable<double> ratios, double error)
    {
        double[] sorted = [.. ratios.Order()];
        int rank = Rank(sorted.Length, error);
        double low = rank == 0 ? 0 : sorted[rank - 1];
        double high = rank == 0 ? double.PositiveInfinity : sorted[^rank];
        ProbeVerdict verdict = high < 1 ? ProbeVerdict.Faster : low > 1 ? ProbeVerdict.Slower : ProbeVerdict.Undecided;
        return new(size, sorted.Length, SortedArrayStatistics.Median(sorted), low, high, verdict);
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
