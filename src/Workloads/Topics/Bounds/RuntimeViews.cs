using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measuring;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How runs of one workload under several settings of the runtime are shown (D6).</summary>
public static class RuntimeViews
{
    /// <summary>Medians for each doubling of the number of calls: enough for a curve's steps, few enough to be smooth.</summary>
    private const int BucketsInOctave = 4;

    /// <summary>The time of a call by when it was made: each tier shows as a step.</summary>
    /// <param name="runs">The runs, of one workload and size.</param>
    public static Figure ToFigure(this IReadOnlyCollection<RuntimeRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new Figure(runs.Count == 0 ? "No runs" : $"{runs.First().Workload}({runs.First().Size}), call after call in a new process")
        {
            Subtitle = "Medians of calls that followed each other; the first ones alone",
            Caption = MachineFacts.Current.Summary,
            X = Axis.LogTime("time since the first call began"),
            Y = Axis.LogTime("time of a call"),
            Series = [.. runs.Select(run => new Line(run.Setting.Name, Curve(run)))],
        };
    }

    /// <summary>Each run in numbers.</summary>
    /// <param name="runs">The runs.</param>
    public static Table ToTable(this IEnumerable<RuntimeRun> runs) => Table.Of(
        "",
        runs,
        ("setting", run => run.Setting.Name),
        ("means", run => run.Setting.Means),
        ("start", run => run.Start),
        ("first call", run => run.First),
        ("later calls", run => TimeSpan.FromSeconds(run.Steady)),
        ("last compiled after", run => run.Settled),
        ("methods", run => run.MethodsCompiled),
        ("compiling", run => run.CompileTime)).In("later calls", best: Best.Lowest) with { Caption = MachineFacts.Current.Summary };

    /// <summary>By the number of a call and not by its time: so a call that was interrupted is one among others, and makes no spike.</summary>
    private static IEnumerable<(double X, double Y)> Curve(RuntimeRun run) => run.Calls
        // Each call at its middle, so that the first one is not at zero, where a logarithmic axis has no place.
        .Select(static (call, number) => (Bucket: (int)(BucketsInOctave * Math.Log2(number + 1)), At: (call.At + (call.Took / 2)).TotalSeconds, Took: call.Took.TotalSeconds))
        .GroupBy(static call => call.Bucket)
        .Select(static bucket => (bucket.Select(static call => call.At).Median(), bucket.Select(static call => call.Took).Median()));
}
