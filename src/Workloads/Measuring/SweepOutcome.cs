using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>What a sweep found, in the few words of a title.</summary>
internal static class SweepOutcome
{
    /// <summary>
    /// Which model of the first runtime was the fastest at a point and how it compares with a baseline, as far as the repeats tell
    /// them apart.
    /// </summary>
    public static string Outcome(this SweepResult result, long size, int callers, string baseline = "sequential")
    {
        string runtime = result.Runtimes[0];
        string where = Invariant($"{string.Join(", ", result.Workloads)}({size}) × {callers:N0}");
        TimingSummary[] points = [.. result.Summaries.Where(point => point.Runtime == runtime && point.Size == size && point.Callers == callers).OrderBy(point => point.Median)];
        TimingSummary? against = points.FirstOrDefault(point => string.Equals(point.Model, baseline, StringComparison.OrdinalIgnoreCase));
        if (points.Length == 0)
            return where;
        if (points.Length == 1 || against is null)
            return $"{where}: {points[0].Model} took {Unit.Seconds.Format(points[0].Median)}";

        TimingSummary best = points[0];
        if (best == against)
            return points.Skip(1).All(other => result.Compare(other, best).IsSlower) ? $"{where}: nothing is faster than {baseline}" : $"{where}: nothing is clearly faster than {baseline}";
        Comparison compared = result.Compare(best, against);
        string times = $"{Unit.Ratio.Format(compared.SpeedUp.Value, 2)} as fast as {baseline}";
        return !compared.IsFaster ? $"{where}: nothing is clearly faster than {baseline}"
            : points[1] == against || result.Compare(best, points[1]).IsFaster ? $"{where}: {best.Model} is the fastest, {times}"
            : $"{where}: {best.Model} is {times}";
    }
}
