using MathNet.Numerics.Statistics;
using Workloads.Charts;
using Workloads.Measurement;
using Workloads.Measurement.Runtimes;

namespace Workloads.Display;

/// <summary>How runs of one workload under several settings of the runtime are shown (D6).</summary>
public static class RuntimeViews
{
    /// <summary>How many medians a curve has: enough for its steps, few enough to be smooth.</summary>
    private const int Buckets = 48;

    /// <summary>The time of a call by when it was made: each tier shows as a step.</summary>
    /// <param name="runs">The runs, of one workload and size.</param>
    public static Figure ToFigure(this IReadOnlyCollection<RuntimeRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new Figure(runs.Count == 0 ? "No runs" : $"{runs.First().Workload}({runs.First().Size}), call after call in a new process")
        {
            Subtitle = "Medians of calls that were made at about the same time",
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
        ("start to first call", run => run.Start),
        ("first call", run => run.First),
        ("later calls", run => TimeSpan.FromSeconds(run.Steady)),
        ("methods compiled", run => run.MethodsCompiled),
        ("compiling took", run => run.CompileTime)).In("later calls", best: Best.Lowest) with { Caption = MachineFacts.Current.Summary };

    private static IEnumerable<(double X, double Y)> Curve(RuntimeRun run)
    {
        // Each call at its middle, so that the first one is not at zero, where a logarithmic axis has no place.
        var calls = run.Calls.Select(static call => (At: (call.At + (call.Took / 2)).TotalSeconds, Took: call.Took.TotalSeconds)).Where(static call => call.At > 0).ToList();
        if (calls.Count == 0)
            return [];
        double first = Math.Log(calls[0].At), width = Math.Max((Math.Log(calls[^1].At) - first) / Buckets, 1e-9);
        return calls.GroupBy(call => (int)((Math.Log(call.At) - first) / width)).Select(static bucket => (bucket.Select(static call => call.At).Median(), bucket.Select(static call => call.Took).Median()));
    }
}
