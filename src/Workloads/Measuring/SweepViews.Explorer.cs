using Workloads.Charts;

namespace Workloads.Measuring;

/// <summary>A sweep over sizes and callers as a map to explore.</summary>
public static partial class SweepViews
{
    /// <summary>
    /// Which model is the fastest at each size and number of callers, by how many times it is as fast as a baseline, and whether the
    /// repeats tell it from the others.
    /// </summary>
    /// <param name="result">A sweep of one workload over several sizes and numbers of callers, with the baseline among its models.</param>
    /// <param name="previous">An earlier run, drawn as a ghost behind: what a change of parameters or of the machine changed.</param>
    /// <param name="baseline">The model that all are compared with, each within its runtime.</param>
    /// <exception cref="ArgumentException">The sweep has no point in the baseline model.</exception>
    public static IDisplayable Explore(this SweepResult result, SweepResult? previous = null, string baseline = "sequential")
    {
        ArgumentNullException.ThrowIfNull(result);
        ExplorerRow[] rows = [.. Rows(result, baseline)];
        if (rows.Length == 0)
            throw new ArgumentException($"Nothing was measured in the model '{baseline}'. There are: {string.Join(", ", result.Models)}.",
                nameof(baseline));
        var cells = rows.Where(row => row.Runtime == rows[0].Runtime).GroupBy(row => (row.Size, row.Callers))
            .Select(cell => cell.MaxBy(row => row.Ratio)).ToList();
        var known = result.SpeedUps(baseline).Where(one => one.Comparison.IsFaster)
            .Select(one => (one.Point.Runtime, one.Point.Model, one.Point.Size, one.Point.Callers)).ToHashSet();
        var faster = cells.Where(best => known.Contains((best.Runtime, best.Model, best.Size, best.Callers))).ToList();
        return new ExplorerMap(
            faster.Count == 0
                ? $"Nothing is clearly faster than {Baseline(baseline)} on {rows[0].Runtime}"
                : Invariant($"At {faster.Count:N0} of {cells.Count:N0} points a model beats {Baseline(baseline)} on {rows[0].Runtime}, by up to {Unit.Ratio.Format(faster.Max(best => best.Ratio), 2)}"),
            rows)
        {
            Subtitle = $"The fastest model by size and callers, and its speed-up over {Baseline(baseline)}: median of the repeats' ratios",
            Caption = result.Machine.Summary,
            Workload = result.Workloads[0],
            Baseline = Baseline(baseline),
            Cores = result.Machine.UsableCores,
            Previous = previous is null ? [] : [.. Rows(previous, baseline)],
        };
    }

    private static string Baseline(string model) =>
        string.Equals(model, "sequential", StringComparison.OrdinalIgnoreCase) ? "one thread" : model;

    private static IEnumerable<ExplorerRow> Rows(SweepResult result, string baseline)
    {
        string workload = result.Workloads.Count == 0 ? "" : result.Workloads[0];
        return from one in result.SpeedUps(baseline)
               let point = one.Point
               where point.Workload == workload && !IsQuoted(point.Runtime)
               let isBaseline = one.Point == one.Baseline
               select new ExplorerRow(point.Runtime, point.Model, point.Size, point.Callers, one.Ratio, isBaseline ? 1 : one.Low,
                   isBaseline ? 1 : one.High, point.Median);
    }
}
