using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>What a sweep found, in the few words of a title.</summary>
internal static class SweepOutcome
{
    /// <summary>
    /// Which model of each runtime was the fastest at a point and how it compares with a baseline, as far as the repeats tell
    /// them apart.
    /// </summary>
    public static string Outcome(this SweepResult result, long size, int callers, string baseline = SweepResult.Sequential)
    {
        string[] runtimes = [.. result.Runtimes.Where(runtime => !SweepViews.IsQuoted(runtime))];
        var told = from runtime in runtimes
                   let points = (TimingSummary[])[.. result.Summaries.Where(
                       point => point.Runtime == runtime && point.Size == size && point.Callers == callers).OrderBy(point => point.Median)]
                   where points.Length > 0
                   select Told(result, points, baseline) + (runtimes.Length > 1 ? $" in {runtime}" : "");
        return string.Join("; ", told) is { Length: > 0 } all ? Invariant($"{Where(result, size)} × {callers:N0}: {all}")
            : Invariant($"{Where(result, size)} × {callers:N0}");
    }

    /// <summary>What a call costs in the cheapest model of the first runtime and in the dearest.</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="points">A point for each model.</param>
    public static string CostOfCall(this SweepResult result, IReadOnlyList<TimingSummary> points)
    {
        TimingSummary[] sorted = [.. points.Where(point => point.Runtime == points[0].Runtime).OrderBy(point => point.TimePerCall)];
        return sorted.Length == 0 ? "Time per call"
            : $"{Where(result, sorted[0].Size)}: {Say.Time(sorted[0].TimePerCall)} a call in {sorted[0].Model}"
            + (sorted.Length == 1 ? "" : $", {Say.Time(sorted[^1].TimePerCall)} in {sorted[^1].Model}");
    }

    /// <summary>The call, such as fibonacci(20); with its results printed, fibonacci(20), printed.</summary>
    private static string Where(SweepResult result, long size)
    {
        string workload = result.Summaries.FirstOrDefault(point => !SweepViews.IsQuoted(point.Runtime))?.Workload ?? "";
        return workload.EndsWith(Sweep.Printed, StringComparison.Ordinal)
            ? Invariant($"{workload[..^Sweep.Printed.Length]}({size}){Sweep.Printed}") : Invariant($"{workload}({size})");
    }

    private static string Told(SweepResult result, TimingSummary[] points, string baseline)
    {
        TimingSummary? against = points.FirstOrDefault(point => string.Equals(point.Model, baseline, StringComparison.OrdinalIgnoreCase));
        if (points.Length == 1 || against is null)
            return $"{points[0].Model} took {Say.Time(points[0].Median)}";
        TimingSummary best = points[0];
        if (best == against)
            return points.Skip(1).All(other => result.Compare(other, best).IsSlower) ? $"nothing is faster than {baseline}"
                : $"nothing is clearly faster than {baseline}";
        Comparison compared = result.Compare(best, against);
        string times = $"{Say.Ratio(compared.SpeedUp.Value)} as fast as {baseline}",
            subject = $"{best.Model} {(Palette.ModelOf(best.Model).EndsWith('s') ? "are" : "is")}";
        return !compared.IsFaster ? $"nothing is clearly faster than {baseline}"
            : points[1] == against || result.Compare(best, points[1]).IsFaster ? $"{subject} the fastest, {times}"
            : $"{subject} {times}";
    }
}
