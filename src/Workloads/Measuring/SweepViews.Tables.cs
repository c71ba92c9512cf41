using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Measuring;

/// <summary>The tables of a sweep.</summary>
public static partial class SweepViews
{
    /// <summary>
    /// The medians, a row for each size and number of callers and a column for each model; where all have one size and one number of
    /// callers, a row for each model with its median, its quartiles, the time per call, and the speed-up over a baseline in the same
    /// runtime. The raw rows are folded below.
    /// </summary>
    /// <param name="result">The sweep.</param>
    /// <param name="baseline">The model that all are compared with.</param>
    public static Table ToTable(this SweepResult result, string baseline = "sequential")
    {
        if (result.Summaries.Select(point => (point.Workload, point.Size, point.Callers)).Distinct().Count() > 1 && result.Models.Count > 1)
            return result.ToMedianTable();

        var speedUps = result.SpeedUps(baseline).Where(one => one.Point != one.Baseline).ToDictionary(one => one.Point);
        var columns = new List<(string, Func<TimingSummary, object?>)>();
        if (result.Runtimes.Count > 1)
            columns.Add(("runtime", point => point.Runtime));
        columns.Add(("model", point => point.Model));
        columns.Add(("calls", point => Invariant($"{point.Workload}({point.Size}) × {point.Callers:N0}")));
        columns.Add(("median", point => point.Median));
        columns.Add(("quartiles",
            point => point.Count > 1 ? $"{Unit.Seconds.Format(point.LowerQuartile)} to {Unit.Seconds.Format(point.UpperQuartile)}" : null));
        columns.Add(("time per call", point => point.TimePerCall));
        if (speedUps.Count > 0)
        {
            columns.Add(("speed-up", point => speedUps.GetValueOrDefault(point)?.Ratio));
            columns.Add(("its interval",
                point => speedUps.GetValueOrDefault(point) is { HasInterval: true } one
                ? $"{Unit.Ratio.Format(one.Low)} to {Unit.Ratio.Format(one.High)}" : null));
            columns.Add(("which is", point => speedUps.GetValueOrDefault(point)?.Verdict(result.Precision)));
        }

        Table table = Table.Of("", result.Summaries, columns).In("median", Unit.Seconds, bars: true).In("time per call", Unit.Seconds);
        return (speedUps.Count > 0 ? table.In("speed-up", Unit.Ratio, Best.Highest) : table)
            with { Caption = CaptionOf(result), Csv = result.ToCsv() };
    }

    /// <summary>
    /// The medians, with a row for each size and number of callers and a column for each model: bars and what stands out compare the models
    /// of a row.
    /// </summary>
    /// <param name="result">The sweep.</param>
    public static Table ToMedianTable(this SweepResult result)
    {
        (string Runtime, string Model)[] models = [.. result.Summaries.Select(point => (point.Runtime, point.Model)).Distinct()];
        var points = result.Summaries.ToDictionary(point => (point.Runtime, point.Model, point.Workload, point.Size, point.Callers),
            point => point.Median);
        var rows = result.Summaries.Select(point => (point.Workload, point.Size, point.Callers)).Distinct();
        return new Table(
            "",
            [
                new("calls"),
                .. models.Select(model => new Column(result.Runtimes.Count > 1 ? $"{model.Model} ({model.Runtime})" : model.Model)
                {
                    Unit = Unit.Seconds, Align = Align.Right, Bars = models.Length > 1, Best = models.Length > 1 ? Best.Lowest : Best.None,
                }),
            ],
            [.. rows.Select(row => (IReadOnlyList<object?>)
            [
                Invariant($"{row.Workload}({row.Size}) × {row.Callers:N0}"),
                .. models.Select(model =>
                    points.TryGetValue((model.Runtime, model.Model, row.Workload, row.Size, row.Callers), out double median)
                        ? (object?)median : null),
            ])]) { ByRow = true, Caption = CaptionOf(result), Csv = result.ToCsv() };
    }

    /// <summary>What was measured on.</summary>
    /// <param name="machine">The machine.</param>
    public static Table ToTable(this MachineFacts machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Table.Of(
            "",
            ((string, object?)[])
            [
                ("processor", machine.Processor),
                ("architecture", machine.Architecture),
                ("cores", machine.Cores),
                ("physical cores", machine.PhysicalCores),
                ("memory", machine.Memory is { } memory ? Unit.Bytes.Format(memory) : null),
                ("memory limit", machine.MemoryLimit is { } limit ? Unit.Bytes.Format(limit) : "none"),
                ("operating system", machine.OperatingSystem),
                ("runtime", machine.Runtime),
                ("garbage collector", machine.GarbageCollector),
                ("compiler", machine.Jit),
            ]);
    }

    /// <summary>The machine, and what is missing: a model that failed is not to vanish without a word.</summary>
    private static string CaptionOf(SweepResult result)
    {
        string leftOut = string.Join(" ", result.LeftOut.Select(one =>
            $"Left out: {one.Model}{(one.Size is { } size ? Invariant($", size {size}") : "")}{(one.Callers is { } callers ? Invariant($", {callers:N0} {(callers == 1 ? "caller" : "callers")}") : "")}: {one.Reason}"));
        string undecided = result.Undecided.Count switch
        {
            0 => "",
            <= 4 => $"Undecided against the sequential model: {string.Join("; ", result.Undecided.Select(one => Invariant($"{one.Point.Model} at {one.Point.Workload}({one.Point.Size}) × {one.Point.Callers:N0}")))}",
            var count => Invariant($"Undecided against the sequential model: {count:N0} of {result.SpeedUps().Count(one => one.Point != one.Baseline):N0} comparisons"),
        };
        string disturbed = result.Disturbance is { } disturbance ? $"Nothing is decided, since {disturbance.TrimEnd('.')}" : "";
        return string.Join(". ",
            new[] { result.Machine.Summary, result.IsComplete ? "" : "The sweep was cancelled before its end", disturbed, undecided,
                leftOut }.Where(part => part.Length > 0));
    }
}
