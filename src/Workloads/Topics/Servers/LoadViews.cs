using Workloads.Charts;
using Workloads.Processes;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How loads are shown (A10).</summary>
public static class LoadViews
{
    /// <summary>
    /// Latencies as a curve of percentiles: at 100 on the x axis stands the latency that one request in a hundred exceeds.
    /// </summary>
    /// <param name="latencies">Each curve's name and latencies; those without any are left out.</param>
    /// <param name="title">What the figure shows.</param>
    internal static Figure ToPercentileCurve(this IEnumerable<(string Name, LatencyHistogram Latency)> latencies, string title) =>
        new(title)
    {
        X = Axis.Log("one request in … took longer", Unit.Count),
        Y = Axis.LogTime("latency"),
        Series = [.. latencies.Where(one => one.Latency.Count > 0).Select(one => new Line(
            one.Name,
            one.Latency.Curve().Select(
                point => (point.Percent < 100 ? 100 / (100 - point.Percent) : one.Latency.Count, point.Latency.TotalSeconds))))],
    };

    /// <summary>The latencies of one load, counted from when each request was due and from when it was really sent.</summary>
    /// <param name="load">What came out of it.</param>
    public static Figure ToBothCounts(this LoadReport load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return new[] { ("from when it was due", load.Latency), ("from when it was sent", load.ServiceTime) }.ToPercentileCurve(
            $"One request in a hundred took longer than {Say.Time(load.Latency.Percentile(99))} from when it was due, and {Say.Time(load.ServiceTime.Percentile(99))} from when it was sent");
    }
}
