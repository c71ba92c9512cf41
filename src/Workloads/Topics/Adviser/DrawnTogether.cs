using MathNet.Numerics.Statistics;

namespace Workloads.Topics;

/// <summary>
/// Several like things that were measured in rounds, each drawn towards the middle of all, the more the less the rounds tell them apart:
/// empirical Bayes (Morris, <i>Parametric Empirical Bayes Inference</i>, Journal of the American Statistical Association 78, 1983).
/// </summary>
internal static class DrawnTogether
{
    /// <summary>The standard error of a median of normal numbers, in times of their median absolute deviation and √n.</summary>
    private const double ErrorOfMedian = 1.4826 * 1.2533;

    /// <summary>An estimate for each.</summary>
    /// <param name="rounds">What each came to in its rounds, one number or more each.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<double[]> rounds)
    {
        if (rounds.Count < 2)
            return [.. rounds.Select(one => one.Median())];
        double[] medians = [.. rounds.Select(one => one.Median())], chance = [.. rounds.Zip(medians, Chance)];
        double middle = medians.Mean(), apart = Math.Max(0, medians.Variance() - chance.Mean());
        return [.. medians.Zip(chance, (median, by) => by == 0 ? median : middle + ((median - middle) * apart / (apart + by)))];
    }

    /// <summary>By how much chance moves a median: its variance.</summary>
    private static double Chance(double[] rounds, double median)
    {
        double error = ErrorOfMedian * rounds.Select(value => Math.Abs(value - median)).Median() / Math.Sqrt(rounds.Length);
        return error * error;
    }
}
