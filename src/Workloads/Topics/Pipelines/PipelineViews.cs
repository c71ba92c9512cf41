using Workloads.Charts;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How a bounded pipeline is shown (E7).</summary>
public static class PipelineViews
{
    /// <summary>The lengths of the queues before each stage over time: a queue that stays full holds up the stage before it.</summary>
    public static Figure ToFigure<T>(this PipelineRun<T> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Figure("Items waiting before each stage")
        {
            Subtitle = $"{run.Results.Count:N0} items in {Say.Time(run.Elapsed)}; the bottleneck is '{run.Bottleneck.Name}'",
            X = Axis.Time("time since the first item"),
            Y = new("items waiting") { FromZero = true, Max = run.Stages.Max(stage => stage.Capacity) + 0.5 },
            Series = [.. run.Stages.Select(stage => Line.Of($"before {stage.Name}", stage.QueueLengths, sample => sample.At.TotalSeconds, sample => sample.Length) with { Steps = true })],
        };
    }

    /// <summary>What each stage did with its time.</summary>
    public static Table ToTable<T>(this PipelineRun<T> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Table.Of(
            "",
            run.Stages,
            ("stage", stage => stage.Name),
            ("workers", stage => stage.Workers),
            ("items", stage => stage.Handled),
            ("works", stage => stage.Utilisation),
            ("held up", stage => stage.HeldUpShare),
            ("starves", stage => 1 - stage.Utilisation - stage.HeldUpShare),
            ("longest queue before it", stage => $"{stage.LongestQueue} of {stage.Capacity}")).In("works", Unit.Percent, Best.Highest).In("held up", Unit.Percent).In("starves", Unit.Percent);
    }
}
