using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>What a sweep found, in the few words of a title.</summary>
internal static class SweepOutcome
{
    /// <summary>
    /// Which model of the first runtime was the fastest at a point and how it compares with a baseline, as far as the quartiles tell
    /// them apart.
    /// </summary>
    public static string Outcome(this SweepResult result, long size, int callers, string baseline = "sequential")
    {
        string runtime = result.Runtimes[0];
        string where = $"{string.Join(", ", result.Workloads)}({size}) × {callers:N0}";
        TimingSummary[] points = [.. result.Summaries.Where(point => point.Runtime == runtime && point.Size == size && point.Callers == callers).OrderBy(point => point.Median)];
        TimingSummary? against = points.FirstOrDefault(point => string.Equals(point.Model, baseline, StringComparison.OrdinalIgnoreCase));
        if (points.Length == 0)
            return where;
        if (points.Length == 1 || against is null)
            return $"{where}: {points[0].Model} took {Say.Time(points[0].Median)}";

        TimingSummary best = points[0];
        if (best == against)
            return best.UpperQuartile < points[1].LowerQuartile ? $"{where}: nothing is faster than {baseline}" : $"{where}: nothing is clearly faster than {baseline}";
        SpeedUp speedUp = result.SpeedUps(baseline, runtime).First(one => one.Point == best);
        string times = $"{Unit.Ratio.Format(speedUp.Ratio, 2)} as fast as {baseline}";
        return speedUp.Low <= 1 ? $"{where}: nothing is clearly faster than {baseline}"
            : points[1] == against || best.UpperQuartile < points[1].LowerQuartile ? $"{where}: {best.Model} is the fastest, {times}"
            : $"{where}: {best.Model} is {times}";
    }
}
