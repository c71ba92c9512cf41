using Workloads.Charts;
using Workloads.Serving;
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
    public static Figure ToPercentileCurve(this IEnumerable<(string Name, LatencyHistogram Latency)> latencies, string title) => new(title)
    {
        X = Axis.Log("one request in … took longer", Unit.Count),
        Y = Axis.LogTime("latency"),
        Series = [.. latencies.Where(one => one.Latency.Count > 0).Select(one => new Line(
            one.Name,
            one.Latency.Curve().Select(point => (point.Percent < 100 ? 100 / (100 - point.Percent) : one.Latency.Count, point.Latency.TotalSeconds))))],
    };

    /// <summary>Each load in a row: how many requests were answered, and how long they took from when they were due.</summary>
    /// <param name="loads">Each load's name and what came out.</param>
    public static Table ToTable(this IEnumerable<(string Name, LoadReport Report)> loads) => Table.Of(
        "",
        loads,
        ("server", load => load.Name),
        ("sent a second", load => load.Report.Options.Rate),
        ("answered", load => load.Report.Answered),
        ("failed", load => load.Report.Failed),
        ("median", load => load.Report.Latency.Median.TotalSeconds),
        ("99 %", load => load.Report.Latency.Percentile(99).TotalSeconds),
        ("longest", load => load.Report.Latency.Max.TotalSeconds))
        .In("median", Unit.Seconds).In("99 %", Unit.Seconds, Best.Lowest).In("longest", Unit.Seconds).In("sent a second", Unit.Count);
}
